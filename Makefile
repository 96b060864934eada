# The two commands of the README are `make demo` and `make test`; PYTHON is the Python that they start from.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test check docs bless bench contracts

demo: $(VENV)/.kpi ## check the sample contracts; clauses that fail, or have no verdict, are what it shows
	@$(BIN)/kpi check contracts --as-of 2026-11-05; status=$$?; \
	case $$status in 0|1|3) ;; *) exit $$status ;; esac

test: check ## everything
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.test ## style, types, which package may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(VENV)/.test ## the pages of the documentation say what is so, and give the answers that stand in them
	$(BIN)/python -m pytest tests/test_pages.py tests/docs

contracts: $(VENV)/.test ## 10,000 random contracts through kpi fmt, to Russian and back; some six minutes on two cores
	KPI_CONTRACTS=10000 $(BIN)/python -m pytest -n auto --dist worksteal tests/language/writing/test_contracts.py

bless: $(VENV)/.test ## write the answers in the pages anew; the diff is the review
	$(BIN)/python tests/pages.py --bless

bench: $(VENV)/.kpi ## measure, and write benchmarks/RESULTS.md
	$(BIN)/python benchmarks/startup.py --write

$(VENV)/.kpi: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/.test: $(VENV)/.kpi
	$(PIP) -e '.[test]'
	@touch $@
