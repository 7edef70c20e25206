"""Run every measurement and print its figures."""

from benchmarks import importing, pictures, writing

if __name__ == "__main__":
    importing.main()
    print()
    writing.main()
    print()
    pictures.main()
