# The project's commands; `make help` lists them. Each does all of its own set-up: Python 3.11, git and make are enough.
# What needs more than a line is in scripts/, written for a bare Python. ARGS goes to the command: make test ARGS=tests/journal

BIN := .venv/bin
APP := .venv/.ready-app
DEV := .venv/.ready-dev

# A folder that was moved, or a Python that is gone: the environment is looked at again before it is used.
ifneq ($(shell cat .venv/.place 2>/dev/null; [ -x $(BIN)/python ] || echo broken),$(CURDIR))
$(shell rm -f .venv/.ready-*)
endif

.PHONY: help run demo shots test check format bench coach-report lock clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

run: $(APP) ## open Allydesk
	@exec $(BIN)/allydesk $(ARGS)

demo: $(APP) ## open a demo vault: two years of a life that never was
	@exec $(BIN)/allydesk demo $(ARGS)

shots: $(APP) ## render every page of the demo vault into build/shots
	@exec $(BIN)/allydesk shots build/shots $(ARGS)

test: export QT_QPA_PLATFORM := $(or $(QT_QPA_PLATFORM),offscreen)
test: $(DEV) ## run the tests
	@exec $(BIN)/python -m pytest -n auto $(ARGS)

check: $(DEV) ## ruff, mypy, import-linter and the dependency check
	@exec $(BIN)/python scripts/check.py

format: $(DEV) ## put the code into its one form
	@$(BIN)/ruff check --fix --quiet . ; exec $(BIN)/ruff format .

bench: $(DEV) ## measure the speed, each row beside its floor (--sizes 1000,10000 in ARGS for fewer)
	@exec $(BIN)/python -m tests.bench.run $(ARGS)

coach-report: $(DEV) ## count what the coach finds in the contrasting pairs, in both halves
	@exec $(BIN)/python -m tests.practice.coach.report

lock: ## choose the versions of requirements/ again (--upgrade in ARGS for the newest)
	@exec sh scripts/with-python scripts/lock.py $(ARGS)

clean: ## remove build/ and what the tools keep; .venv stays
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage*
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/.ready-%: requirements/%.txt pyproject.toml scripts/prepare.py
	@exec sh scripts/with-python scripts/prepare.py $*
