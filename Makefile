# Everything runs in .venv, which `make demo` and `make test` set up by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH ?= ../shared/bench

.PHONY: help demo test lint types layers unit screenshots quality figures bench bench-web lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Rashomon needs Python 3.11 or later: make PYTHON=python3.11 …")'
	@echo "Setting up $(VENV) (once, about a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)  ## read the sample corpus and say what is in it
	@$(BIN)/python tools/demo.py

test: lint types layers unit  ## every check

lint: $(READY)
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/python -m pytest -n 2

screenshots: $(READY)  ## pictures of the workbench on the sample corpus, in demo/pictures
	$(BIN)/python tools/screenshots.py

quality: $(READY)  ## score every benchmark and write docs/quality.md
	$(BIN)/python tools/quality.py --bench $(BENCH)

figures: $(READY)  ## say why figures of one day and region differ, held against judgements
	$(BIN)/python tools/figures.py --bench $(BENCH) --only-judged

bench: $(READY)  ## speed and memory
	$(BIN)/python tools/bench.py --bench $(BENCH)
	$(BIN)/python tools/bench_scale.py

bench-web: $(READY)  ## speed and size of the workbench on a ledger of 100,000 claims (LEDGER=… for another)
	@mkdir -p demo
	@test -n "$(LEDGER)" || test -f demo/big.db || $(BIN)/python tools/make_ledger.py --statements 200000 --out demo/big.db
	$(BIN)/python tools/bench_web.py --ledger $(or $(LEDGER),demo/big.db)
	$(BIN)/python tools/bench_paint.py --ledger $(or $(LEDGER),demo/big.db)

lock: $(READY)  ## renew requirements/dev.lock
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements/dev.lock pyproject.toml requirements/dev.in

clean:  ## remove what was set up
	rm -rf $(VENV) demo quality .mypy_cache .pytest_cache .ruff_cache .hypothesis
