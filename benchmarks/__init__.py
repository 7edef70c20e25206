"""Measurements, each a ratio in one run: ``python -m benchmarks``."""
