# One command each; `make help` lists them. A plain machine needs git, make and python3 >= 3.11.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
# Parallel test processes.
WORKERS ?= 2
# 1 behind a proxy that speaks HTTPS; 0 on one machine, where these commands run.
export HTTPS ?= 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PY := .venv/bin/python
MANAGE := $(PY) manage.py
PIP := $(PY) -m pip install -qq --require-hashes --requirement
# Settings for what only looks at the code: no data, a secret of its own.
BARE = SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') DATABASE_URL=sqlite://:memory:
PYTEST := $(PY) -m pytest -n $(WORKERS)
step = @printf '\n== %s\n' "$(1)"

.DEFAULT_GOAL := help
.PHONY: help run setup admin load dump demo test lint format content browser bench audit pictures lock messages gettext clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Running it ----------------------------------------------------------------------------------

run: setup ## serve the site on http://127.0.0.1:8000 (PORT=8001 for another port)
	@echo
	@echo "Qianmian is at http://$(HOST):$(PORT)/ (Ctrl-C stops it; nothing is lost)."
	@echo "  Practise:  sign up at http://$(HOST):$(PORT)/account/signup/"
	@echo "  Curate:    'make admin' in another terminal, then http://$(HOST):$(PORT)/admin/"
	@echo
	@exec $(PY) -m gunicorn config.wsgi --workers 2 --threads 4 --bind $(HOST):$(PORT) --no-control-socket

setup: .venv/.run ## make what is missing: secret key, database, bank, messages, static files
	@$(PY) -m config.setup

admin: setup ## make a curator: asks for a name and a password
	@$(MANAGE) createsuperuser

load: setup ## load the bank from fixtures/ (setup has done it, too)
	@$(MANAGE) load_questions

dump: setup ## write the bank back to fixtures/
	@$(MANAGE) dump_questions

demo: setup ## make a candidate with 90 days of history, to see every page full
	@$(MANAGE) demo

# --- Checking it ---------------------------------------------------------------------------------

test: lint content browser ## check everything: code, content, and the tests on SQLite and PostgreSQL
	$(call step,tests on SQLite)
	@QIANMIAN_TEST_DB=sqlite $(PYTEST) --ignore tests/content --cov --cov-report=term
	$(call step,tests on PostgreSQL)
	@QIANMIAN_TEST_DB=postgresql $(PYTEST) --ignore tests/content

lint: .venv/.test ## check format, style, types, layers, migrations and deployment settings
	$(call step,format and style)
	@$(PY) -m ruff format --check --quiet . || { echo "Not formatted: 'make format' does it."; exit 1; }
	@$(PY) -m ruff check --quiet .
	$(call step,types)
	@$(BARE) $(PY) -m mypy .
	$(call step,layers)
	@.venv/bin/lint-imports --no-cache
	$(call step,migrations and deployment settings)
	@$(BARE) $(MANAGE) makemigrations --check --dry-run
	@$(BARE) HTTPS=1 $(MANAGE) check --deploy --fail-level WARNING

format: .venv/.test ## format the code and fix what can be fixed
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format .

audit: .venv/.test browser ## look at every page: axe, HTML, Lighthouse, transfer, layout shift, languages (needs node and java)
	@$(PY) -m bench.audit

content: .venv/.test ## check the bank's content
	$(call step,content)
	@$(PYTEST) -q tests/content

# Chromium for the browser tests: Debian's with its Chinese fonts, else Playwright's own.
browser: .venv/.test
	@if [ -x /usr/bin/chromium ]; then exit 0; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium."; \
		(apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium fonts-noto-cjk) >/dev/null; \
	else $(PY) -m playwright install chromium; fi

bench: .venv/.test ## measure speed against the goals into docs/benchmarks.md; some minutes
	@$(PY) -m bench

# --- Keeping it ----------------------------------------------------------------------------------

pictures: .venv/.test browser ## take the pictures of the READMEs anew, into docs/pictures/
	@$(PY) -m docs.pictures.take

lock: ## pin every dependency with its hashes, after a change of requirements/*.in
	@folder=$$(mktemp -d) && $(PYTHON) -m venv $$folder && $$folder/bin/pip install --quiet uv && \
	for name in run test; do \
		$$folder/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
			--no-header --no-annotate requirements/$$name.in -o requirements/$$name.txt; \
	done; rm -rf $$folder

messages: .venv/.test gettext ## collect the texts to translate into locale/
	@$(BARE) $(MANAGE) makemessages --locale zh_Hans --no-wrap --no-location --no-obsolete --ignore '.venv/*' --ignore 'tests/*'

gettext:
	@if ! command -v xgettext >/dev/null; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			(apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y gettext) >/dev/null; \
		else echo "NOTICE: xgettext is missing: install the package gettext." >&2; exit 1; fi; fi

clean: ## remove caches and collected files; the database and the secret stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .grimp_cache \
		.coverage var/static var/static.sha256 test-results
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

# --- The environment -----------------------------------------------------------------------------

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python cannot make an environment here: install the package python3-venv." >&2; exit 1; }
	@echo "Making .venv"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.run: requirements/run.txt | .venv/bin/python
	@echo "Installing what the application needs"
	@$(PIP) $<
	@touch $@

.venv/.test: requirements/test.txt | .venv/bin/python
	@echo "Installing what the checks need"
	@$(PIP) $<
	@touch $@ .venv/.run
