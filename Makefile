# Four commands; each sets up .venv by itself. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run demo test bench

help:
	@echo "make run    run the daemon on the shipped outlets, database ./varta.db"
	@echo "make demo   the same daemon on a bundled press, offline, in under a minute; leaves demo.db"
	@echo "make test   formatting, lint, types, every test"
	@echo "make bench  the benchmarks"

.venv/ready: pyproject.toml deploy/constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Varta needs Python 3.11 or newer; $(PYTHON) is older or not there. Name another one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv is missing. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	@echo "Setting up .venv (once; about a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint deploy/constraints.txt --editable '.[dev]'
	@touch $@

run: .venv/ready
	$(BIN)/python -m scheduler --database varta.db run

demo: .venv/ready
	$(BIN)/python -m tests.press.demo demo.db

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile

bench: .venv/ready
	$(BIN)/python -m tests.benchmarks
