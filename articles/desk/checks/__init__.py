"""The checks that a piece goes through before readers see it, one module for each thing that they look at."""
