# `make run` serves factbase with its seed data; `make test` tries it. Both need Python 3.11 or
# later and nothing else: each makes what it lacks under .venv, once.

PYTHON ?= $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$candidate && break; done)

BIN := .venv/bin
RUN_READY := .venv/.run-ready
TEST_READY := .venv/.test-ready
ASSETS_READY := .venv/.assets-ready
STATIC := $(shell find factbase/static -path '*/vendor' -prune -o \( -name '*.css' -o -name '*.js' -o -name '*.svg' \) -print)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format types migrations-check bench screenshots clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 20

setup: $(TEST_READY) $(ASSETS_READY) ## Make the environment for working on factbase

run: $(RUN_READY) $(ASSETS_READY) ## Migrate, load the seed data if there is none, and serve
	@$(BIN)/flask db upgrade
	@$(BIN)/flask seed --if-empty
	@$(BIN)/flask user first-link
	@$(BIN)/flask serve

test: setup ## Run the tests, on SQLite and on PostgreSQL
	@$(BIN)/python -m pytest

lint: $(TEST_READY) ## Check style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(TEST_READY) ## Put style right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(TEST_READY) ## Check types
	@$(BIN)/mypy

migrations-check: $(RUN_READY) ## Compare the newest migration with the models
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT \
		&& export FACTBASE_DATABASE_URL="sqlite:///$$folder/check.sqlite" FACTBASE_SECRET_KEY=only-for-this-check-of-migrations \
		&& $(BIN)/flask db upgrade && $(BIN)/flask db check

bench: setup ## Measure speed
	@$(BIN)/python -m bench

screenshots: setup ## Photograph the main pages into build/screenshots
	@$(BIN)/python -m tests.browser.screenshots

clean: ## Remove what was made, but not instance/, which holds data
	rm -rf .venv node_modules build .mypy_cache .pytest_cache .ruff_cache .hypothesis factbase/static/vendor
	find factbase tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +
	find factbase/static \( -name '*.br' -o -name '*.gz' \) -delete

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "factbase needs Python 3.11 or later (python3), and none was found."; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv .venv

$(RUN_READY): requirements.txt | .venv/bin/python
	@echo "Installing what factbase needs to run"
	@$(PIP) install --requirement requirements.txt
	@touch $@

$(TEST_READY): requirements-dev.txt $(RUN_READY)
	@echo "Installing what its tests need"
	@$(PIP) install --requirement requirements-dev.txt
	@touch $@

$(ASSETS_READY): package-lock.json factbase/cli/assets.py $(STATIC) | $(RUN_READY)
	@$(BIN)/flask assets build
	@touch $@
