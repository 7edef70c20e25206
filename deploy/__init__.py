"""How Newsroom is set up and started: what stands behind `make run` and `make test`.

Nothing here is imported by the site itself. `environment`, `run`, `browser` and `matrix` use the standard library
alone, because they start before anything is installed.
"""
