# Two commands: `make run` and `make test`. Everything else is for those who work on Handrail.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# The first Python that is new enough; set PYTHON to choose another.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check
PORT ?= 8000
export NO_MKDOCS_2_WARNING := 1

.PHONY: help run test release extract_translations soak lint build check bench screenshots overview messages clean chromium pango

help:
	@echo "make run          install, build, and serve the site and the preview learning system"
	@echo "make test         install what tests need and run every test"
	@echo "make release      one zip that a clinic uses without Python: build/release/ (PROGRAM=name for a clinic's own)"
	@echo "make soak         kill the browser a thousand times while somebody types, and axe over all 752 cells (two hours)"
	@echo "make lint         style, types, and who may import whom"
	@echo "make bench        measure builds against plain MkDocs Material, and typing"
	@echo "make screenshots  take the pictures of the README again"
	@echo "make overview     write the tables of docs/curriculum.md again"
	@echo "make messages     refresh the interface's translations"
	@echo "make clean        remove what builds wrote"

$(VENV)/bin/python:
	@if [ -z "$(PYTHON)" ]; then \
	  echo "Handrail needs Python 3.11 or later, and none was found."; \
	  echo "  Debian, Ubuntu:  sudo apt install python3 python3-venv"; \
	  echo "  macOS:           brew install python@3.12"; \
	  echo "Or name one:       make run PYTHON=/path/to/python3"; exit 1; fi
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "This Python cannot make virtual environments yet."; \
	  echo "  Debian, Ubuntu:  sudo apt install python3-venv"; \
	  echo "Then run the same command again."; exit 1; fi
	@echo "Creating the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# A stamp for each set of packages: a second run installs nothing.
$(VENV)/.run: setup.py | $(VENV)/bin/python
	@echo "Installing what Handrail needs (a minute or two, the first time) ..."
	@$(PIP) --upgrade "pip>=23" | grep -v "already satisfied" || true
	@set -o pipefail; $(PIP) -e '.[build,preview,h5p,pdf]' | grep --line-buffered -E '^(Collecting|Installing|Successfully|ERROR)' || [ $${PIPESTATUS[0]} -eq 0 ]
	@touch $@

$(VENV)/.test: setup.py $(VENV)/.run
	@echo "Installing what the tests need ..."
	@set -o pipefail; $(PIP) -e '.[build,preview,h5p,pdf,test]' | grep --line-buffered -E '^(Collecting|Installing|Successfully|ERROR)' || [ $${PIPESTATUS[0]} -eq 0 ]
	@touch $@

run: $(VENV)/.run
	@$(BIN)/handrail build
	@$(BIN)/handrail serve --port $(PORT)

build: $(VENV)/.run
	@$(BIN)/handrail build

check: $(VENV)/.run
	@$(BIN)/handrail check

# Chromium from the system, else from Debian's package where we may install it.
chromium:
	@$(BIN)/python -m tests.browser.chromium >/dev/null 2>&1 && exit 0; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing Chromium from Debian's package ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	  echo "Installing Chromium from Debian's package ..."; \
	  sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	fi; \
	$(BIN)/python -m tests.browser.chromium || exit 1

# What PDFs need of the system, from Debian's packages where we may install them; else it is said what to install.
LACKING := $(BIN)/python -c 'import sys; from handrail.outputs.shared.press import lacking; sys.exit(lacking() or 0)'
PANGO := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
pango:
	@$(LACKING) 2>/dev/null && exit 0; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  echo "Installing Pango from Debian's packages ..."; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PANGO) >/dev/null; \
	elif command -v apt-get >/dev/null && sudo -n true 2>/dev/null; then \
	  echo "Installing Pango from Debian's packages ..."; \
	  sudo -n apt-get update -qq && sudo -n apt-get install -y -qq --no-install-recommends $(PANGO) >/dev/null; \
	fi; \
	$(LACKING) || exit 1

# Where PDFs cannot be written the release holds pages to print, and says so.
release: $(VENV)/.run
	@$(MAKE) --no-print-directory pango || true
	@$(BIN)/handrail release $(if $(PROGRAM),--program $(PROGRAM))

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: $(VENV)/.test chromium pango lint
	@HANDRAIL_SECOND_TRY=1 $(BIN)/python -m pytest -raR --rerun-show-tracebacks -n $(or $(WORKERS),auto) --dist loadgroup --timeout 900

soak: $(VENV)/.test chromium
	@$(BIN)/python -m tests.browser.activities.soak --runs $(or $(RUNS),1000)
	@HANDRAIL_KILLS=100 HANDRAIL_SEED=$$RANDOM $(BIN)/python -m pytest -q tests/browser/slides/test_place.py -k killed
	@HANDRAIL_MATRIX=all $(BIN)/python -m pytest -q -n auto tests/browser/access/test_matrix.py
	@HANDRAIL_PRESS=all $(BIN)/python -m pytest -q tests/outputs/test_pdf.py tests/outputs/test_pdf_forms.py
	@HANDRAIL_WALKS=2000 HANDRAIL_SEED=$$RANDOM $(BIN)/python -m pytest -q tests/browser/activities/test_tabs.py

bench: $(VENV)/.test
	@$(BIN)/python benchmarks/build.py
	@$(BIN)/python benchmarks/typing_latency.py
	@$(BIN)/python benchmarks/blocks.py
	@$(BIN)/python -W ignore benchmarks/group_page.py
	@$(BIN)/python benchmarks/first_visit.py
	@$(BIN)/python benchmarks/weights.py
	@$(BIN)/python benchmarks/packets.py
	@$(BIN)/python benchmarks/first_slide.py

screenshots: $(VENV)/.test chromium
	@$(BIN)/python docs/screenshots.py

overview: $(VENV)/.run
	@$(BIN)/python -m handrail.overview

messages: $(VENV)/.test
	@$(BIN)/python -m handrail.messages

# The name that OEP-58 gives it: what openedx-translations would run.
extract_translations: $(VENV)/.run
	@$(BIN)/python -m handrail.messages --source

clean:
	@$(BIN)/handrail clean
