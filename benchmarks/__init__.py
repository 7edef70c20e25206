"""Measurements, each a ratio in one run: ``python -m benchmarks``."""

# Who signs in at the desk of the paper that is measured.
EDITOR, PASSWORD = "bench", "only-for-the-benchmark"
