"""Run every measurement and print its figures."""

from benchmarks import importing

if __name__ == "__main__":
    importing.main()
