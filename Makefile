# `make run` and `make test` are the two that matter; `make help` lists the others.
# The work is done by the small programs in deploy/, which also run without make: python3 -m deploy.run

# The first Python that is new enough; name another one with PYTHON=...
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$python"; break; }; done)
BIN := .venv/bin
DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
# Tests decide for themselves; what a developer has set for running the site must not reach them.
TEST_ENV := PRODUCTION=0 DEBUG=0 SECRET_KEY=only-for-tests
PYTEST := $(TEST_ENV) $(BIN)/python -m pytest
UNIT := $(PYTEST) --numprocesses=auto --ignore=tests/browser
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--custom-compile-command 'make requirements'

.PHONY: run test test-unit test-browser test-postgres test-matrix lint format types migrations-check deploy-check \
	requirements requirements-check bench clean help python environment browser clock exiftool

run: python  ## Install, migrate, bring in the seeds and serve on http://127.0.0.1:8000 (PORT= for another port)
	@"$(PYTHON)" -m deploy.run

test: test-unit test-browser  ## All tests

test-unit: environment clock exiftool  ## The tests without a browser
	@$(UNIT)

test-browser: environment browser exiftool  ## The tests in a real browser
	@$(PYTEST) tests/browser

test-postgres: environment browser clock exiftool  ## All tests on PostgreSQL (DATABASE_URL= for another server)
	@DATABASE_URL='$(DATABASE_URL)' $(BIN)/python -m deploy.database
	@DATABASE_URL='$(DATABASE_URL)' $(UNIT)
	@DATABASE_URL='$(DATABASE_URL)' $(PYTEST) tests/browser

test-matrix: python clock exiftool  ## The unit tests on Django 6.1 with Python 3.12 and 3.13
	@$(TEST_ENV) "$(PYTHON)" -m deploy.matrix

lint: environment  ## Form, templates, and who may import whom
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --quiet --check --output-format concise .
	@find templates articles -name '*.html' -exec $(BIN)/djade --target-version 5.2 --check {} +
	@said=$$($(BIN)/lint-imports --no-cache --no-logo) || { echo "$$said"; exit 1; }
	@echo "lint: nothing to say"

format: environment  ## Write Python and templates in the one form
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format .
	@find templates articles -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

types: environment  ## mypy, strict
	@$(TEST_ENV) $(BIN)/mypy

migrations-check: environment  ## No model without its migration
	@$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run

deploy-check: environment  ## Django's own checks with production settings
	@PRODUCTION=1 DEBUG=0 ALLOWED_HOSTS=newsroom.example \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

requirements: environment  ## Compile the exact versions from the ranges in pyproject.toml
	@$(BIN)/$(COMPILE) pyproject.toml --output-file requirements.txt >/dev/null
	@$(BIN)/$(COMPILE) --group test --constraints requirements.txt --output-file tests/requirements.txt >/dev/null

# Compiled over copies, so that what is pinned stays pinned and a newer release on the index is no difference.
requirements-check: environment  ## The exact versions are those that the ranges give
	@compiled=$$(mktemp -d) && trap 'rm -rf "$$compiled"' EXIT && mkdir "$$compiled/tests" && \
	cp pyproject.toml requirements.txt "$$compiled" && cp tests/requirements.txt "$$compiled/tests" && \
	uv="$$PWD/$(BIN)/uv" && ( cd "$$compiled" && \
		"$$uv" $(wordlist 2,99,$(COMPILE)) pyproject.toml --output-file requirements.txt >/dev/null && \
		"$$uv" $(wordlist 2,99,$(COMPILE)) --group test --constraints requirements.txt \
			--output-file tests/requirements.txt >/dev/null ) && \
	diff -u requirements.txt "$$compiled/requirements.txt" && \
	diff -u tests/requirements.txt "$$compiled/tests/requirements.txt" && \
	echo "requirements-check: both files are what pyproject.toml gives" || \
	{ echo "The requirements files are not what pyproject.toml gives: run make requirements." >&2; exit 1; }

bench: environment  ## Measure: imports, pages of the desk, typing, pictures
	@$(BIN)/python -m benchmarks

clean:  ## Remove what tools leave behind; the database, the pictures and .venv stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage staticfiles .venv-*
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

help:
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/\1\t\2/p' Makefile | expand -t 20

python:
	@test -n "$(PYTHON)" || { echo "Newsroom needs Python 3.11 or newer, and none was found: install one, or name it \
	with PYTHON=/path/to/python3.12 make run." >&2; exit 1; }

environment: python
	@"$(PYTHON)" -m deploy.environment requirements.txt tests/requirements.txt

browser:
	@"$(PYTHON)" -m deploy.browser

clock: python
	@"$(PYTHON)" -m deploy.faketime

exiftool: python
	@"$(PYTHON)" -m deploy.exiftool
