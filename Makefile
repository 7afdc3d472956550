# What people do with this repository. `make` alone lists it; `make demo` and `make test` also set everything up.
#   PYTHON=python3.13 make test    chooses the interpreter (default: 3.11, else the newest there is)

VENV ?= .venv
bin := $(VENV)/bin
python := $(bin)/python
export VENV
export QT_API := pyside6
export PYTEST_QT_API := pyside6
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

screen := $(DISPLAY)$(WAYLAND_DISPLAY)$(filter Darwin,$(shell uname))

.PHONY: help demo test again check format bench chaos fuzz package lock translations clean setup-demo setup-test setup-package

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

demo: setup-demo  ## the product on this machine; without a screen, a tour of pictures in tour/
ifneq ($(screen),)
	@$(python) -m desk demo
else
	@echo "No screen here: making the tour instead"
	@QT_QPA_PLATFORM=offscreen $(python) -m desk demo --tour tour
	@echo "The pictures are in $(CURDIR)/tour"
endif

test: setup-test  ## every test
	@QT_QPA_PLATFORM=offscreen $(python) -m pytest --ignore=tests/bench -n auto --maxprocesses=4 --dist worksteal

again:  ## only the tests that failed last time
	@QT_QPA_PLATFORM=offscreen $(python) -m pytest --ignore=tests/bench --last-failed --last-failed-no-failures none -v

check: setup-test  ## style, types (two checkers), import rules, house rules, translations
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/pyright --pythonpath $(python)
	$(bin)/lint-imports --no-logo --no-cache
	$(python) -m pytest tests/test_house.py
	.ci/translations.sh check

format: setup-demo  ## put the source in its one form
	@$(bin)/ruff check --fix-only --quiet
	@$(bin)/ruff format

bench: setup-test  ## the figures the product promises, measured here (ONLY=feed measures one, BIG=1 with 10 M events)
	@$(python) -m tests.bench $(addprefix --only ,$(ONLY)) $(if $(BIG),--big)

chaos: setup-test  ## kill client, server and network at random and compare afterwards
	@QT_QPA_PLATFORM=offscreen $(python) -m tests.chaos
	@$(python) -m tests.chaos.remedies
	@QT_QPA_PLATFORM=offscreen $(python) -m tests.chaos.board

fuzz: setup-test  ## hold the server to its OpenAPI document, signed in as each role
	@$(python) -m tests.fuzz

package: setup-package  ## dist/desk_<version>_<architecture>.deb, tried in a clean system when root
	@$(python) .ci/package.py

lock: setup-demo  ## choose and pin all dependencies anew (UPGRADE=--upgrade takes newer ones)
	@$(python) -m pip install -qq --disable-pip-version-check uv
	@$(python) -m uv pip compile pyproject.toml --extra dev --extra package --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet $(UPGRADE) --output-file requirements.txt

translations: setup-demo  ## collect the texts of the source into the .ts files and compile them
	@.ci/translations.sh update

clean:  ## everything that can be made again
	rm -rf $(VENV) .venv-* build dist tour .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find desk tests -name __pycache__ -type d -exec rm -rf {} +

setup-demo setup-test setup-package: setup-%:
	@.ci/setup.sh $*
