# The two commands to know: `make demo` shows what the program does, `make test` proves it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
APP    := $(BIN)/pct-tracker
DEMO   := out/demo.db

.PHONY: demo run test bench lint types format audit clean system

demo: $(VENV)/.installed
	@rm -rf out && mkdir -p out
	@$(APP) --store $(DEMO) sample
	@echo; echo "Totals of 2024:"; $(APP) --store $(DEMO) totals --year 2024
	@echo; echo "What is not right in the published table:"; $(APP) --store $(DEMO) check --year 2024 || [ $$? -eq 1 ]
	@echo; echo "The annex in six languages:"
	@$(APP) --store $(DEMO) export --year 2024 --language all --format docx --output out || [ $$? -eq 1 ]
	@echo; sh .ci/open-window $(APP) $(DEMO)

run: $(VENV)/.installed
	@$(APP)

# What pytest makes of the asserts of 320 files is kept: to make it again takes each process ten seconds.
test: $(VENV)/.installed system
	@QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE= sh .ci/with-postgresql $(BIN)/python -m pytest -n 2

# Speed and memory beside their floors, other programs and the last run (.bench/history.jsonl); other sizes: SIZES="1000 1000000"
bench: $(VENV)/.installed system
	@QT_QPA_PLATFORM=offscreen PCT_TRACKER_TEST_DURABLE=1 sh .ci/with-postgresql $(BIN)/python -m tests.bench $(SIZES)

lint: $(VENV)/.installed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

types: $(VENV)/.installed
	@$(BIN)/mypy

format: $(VENV)/.installed
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Asks whether something is known against the pinned versions; says so where it cannot be asked.
audit: $(VENV)/.installed
	@sh .ci/audit $(BIN)/python

# What Qt needs from a Linux system, a screen for one test and a database server for some; does nothing where they are there.
system:
	@sh .ci/install-system-libraries

clean:
	rm -rf $(VENV) .bench/*.db* .bench/*.xlsx out build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("PCT Tracker needs Python 3.11 or newer; this is %d.%d. Name another one: make PYTHON=python3.12" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
# PySide6 keeps some of its Python in one packed piece and compiles it at each start; unpacked once, it stays compiled.
	@SBK_EMBED=0 PYTHONDONTWRITEBYTECODE= $(BIN)/python -c 'import PySide6.QtCore'
	@touch $@
