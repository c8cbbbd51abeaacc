# make          installs what is missing, builds, writes dist/reading-room.html
# make test     installs what is missing, runs every test from quick to slow; each step also works alone
# make dev      serves the reader over seeds/ and reloads it when a file is saved; ARTICLES=folder, PORT=8080
# make bench    build speed and query times, native, in Node and in Chromium, beside other engines
# make dist     everything that ships, in dist/
# make pictures screenshots of every screen, in tests/www/shots

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all
MAKEFLAGS += --no-print-directory

CARGO_HOME ?= $(HOME)/.cargo
# The rules below name what stands there.
export CARGO_TARGET_DIR := $(CURDIR)/target
export PATH := $(CARGO_HOME)/bin:$(PATH)
# wasm-pack looks for a driver of its own unless told where one is.
export CHROMEDRIVER ?= /usr/bin/chromedriver
export GECKODRIVER ?= $(or $(firstword $(wildcard /usr/local/bin/geckodriver /usr/bin/geckodriver)),$(CARGO_HOME)/bin/geckodriver)

WASM_TARGET := wasm32-unknown-unknown
WASM_BUILT := target/$(WASM_TARGET)/wasm/reading_room.wasm
WASM_PACK_VERSION := 0.15.1
GECKODRIVER_VERSION := 0.37.1
PROGRAM := dist/reading-room
NPM_STAMP := node_modules/.package-lock.json
SEEDS_TITLE := Defence cooperation: Poland, Lithuania, Ukraine

# The lock file decides: the glue of another version would not fit the binary.
BINDGEN_VERSION = $(shell grep -A1 '^name = "wasm-bindgen"$$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')

CORE_SOURCES = Cargo.toml Cargo.lock src/view/view.d.ts src/view/input.d.ts $(shell find src -name '*.rs' -not -path 'src/bin/*')
PROGRAM_SOURCES = $(CORE_SOURCES) build.rs $(shell find src/bin -name '*.rs')
SHELL_SOURCES = $(shell find www -type f -not -path 'www/pkg/*')
SHIPPED := dist/reading-room.js

.PHONY: all dist dev test bench bench-large pictures guides clean
.PHONY: tools bindgen browsers dev-time format lint native wasm packing node size e2e

all: dist
	@echo
	@echo "The reader is ready: $(CURDIR)/dist/reading-room.html"
	@echo "Open it with a double click, or paste this into a browser: file://$(CURDIR)/dist/reading-room.html"

dist: dist/reading-room.html

# What ships says nothing of the machine it was built on.
NO_PATHS = --remap-path-prefix=$(CARGO_HOME)/registry/src= --remap-path-prefix=$(CURDIR)= \
	--remap-path-prefix=$(shell rustc --print sysroot)/lib/rustlib/src/rust=

# Every browser that runs the shell, which is ES2022, has it.
SIMD = -C target-feature=+simd128

# Functions that do not ask for it are inlined where that makes the core no larger.
SMALL = -C llvm-args=-inline-threshold=25

# ---- what is built from what ---------------------------------------------------------------------------------------

$(NPM_STAMP): package.json package-lock.json
	npm ci
	@touch $@

$(WASM_BUILT): $(CORE_SOURCES) | bindgen
	RUSTFLAGS="$(NO_PATHS) $(SIMD) $(SMALL)" cargo build --locked --lib --no-default-features --profile wasm --target $(WASM_TARGET)
	@touch $@

www/pkg/reading_room.js: $(WASM_BUILT) | bindgen
	wasm-bindgen --target web --omit-default-module-path --out-dir www/pkg --out-name reading_room $<
	@touch $@

dist/reading_room_bg.wasm: www/pkg/reading_room.js $(NPM_STAMP)
	@mkdir -p dist
	node_modules/.bin/wasm-opt $(WASM_OPT) www/pkg/reading_room_bg.wasm --output $@

# What measured smallest after brotli and fastest; more of the optimiser makes it larger and a sixth slower, most of all where it has
# functions share their locals. The features are those that rustc emits.
WASM_OPT := -O1 --optimize-level 1 --shrink-level 2 --converge --rse --strip-debug --strip-producers --enable-bulk-memory \
	--enable-bulk-memory-opt --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-multivalue \
	--enable-reference-types --enable-simd

$(SHIPPED): dist/reading_room_bg.wasm models/english.room-model $(SHELL_SOURCES) $(NPM_STAMP)
	node www/build.mjs
	@touch $@

# The program carries the page that `pack` fills, so it is built after it; a copy, since other builds make one without.
$(PROGRAM): $(PROGRAM_SOURCES) $(SHIPPED)
	RUSTFLAGS="$(NO_PATHS)" cargo build --locked --release --features page --bin reading-room
	cp target/release/reading-room $@

dist/reading-room.html: $(PROGRAM) $(wildcard seeds/*.txt)
	$(PROGRAM) pack seeds --output $@ --title "$(SEEDS_TITLE)"

# ---- the inner loop ------------------------------------------------------------------------------------------------

# Nothing is minified and nothing goes through wasm-opt. The program packs the same page: reading-room pack --page target/dev/reader.html
dev: bindgen $(NPM_STAMP)
	node www/dev.mjs $(ARTICLES)

# Seconds from saving a file to the change on the screen, in Chromium.
dev-time: bindgen browsers $(NPM_STAMP)
	node tests/www/dev.mjs

# ---- what is installed where it is missing -------------------------------------------------------------------------

# With the dependencies its authors tried; where one of those cannot be had, with the nearest that can.
cargo_install = { cargo install --locked $(1) --version "=$(2)" || cargo install $(1) --version "=$(2)"; }

tools: bindgen $(NPM_STAMP)

bindgen:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it with rustup, then run make again." >&2; exit 1; }
	@command -v node >/dev/null || { echo "Node.js (20 or later) is missing: install it, then run make again." >&2; exit 1; }
	@[ -d "$$(rustc --print target-libdir --target $(WASM_TARGET) 2>/dev/null)" ] || rustup target add $(WASM_TARGET)
	@[ "$$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $(BINDGEN_VERSION)" ] \
		|| $(call cargo_install,wasm-bindgen-cli,$(BINDGEN_VERSION))
	@[ "$$(wasm-bindgen --version)" = "wasm-bindgen $(BINDGEN_VERSION)" ] || { \
		echo "wasm-bindgen on PATH is '$$(wasm-bindgen --version)', but Cargo.lock needs $(BINDGEN_VERSION)." >&2; \
		echo "Remove $$(command -v wasm-bindgen) or put $(CARGO_HOME)/bin first on PATH." >&2; exit 1; }

# Debian package by the program that it brings; only root can install, anybody else is told what to ask for.
browsers: bindgen
	@missing=(); \
	need() { command -v "$$1" >/dev/null || missing+=("$$2"); }; \
	need chromium chromium; need chromedriver chromium-driver; need firefox-esr firefox-esr; \
	need WebKitWebDriver webkit2gtk-driver; need Xvfb xvfb; \
	if [ $${#missing[@]} -gt 0 ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$${missing[@]}"; \
		else \
			echo "The tests need these packages: $${missing[*]}" >&2; exit 1; \
		fi; \
	fi
	@command -v wasm-pack >/dev/null || $(call cargo_install,wasm-pack,$(WASM_PACK_VERSION))
	@command -v geckodriver >/dev/null || $(call cargo_install,geckodriver,$(GECKODRIVER_VERSION))

# ---- tests, quick to slow ------------------------------------------------------------------------------------------

test: format lint native wasm dist packing node size e2e
	@echo "All tests passed."

format: $(NPM_STAMP)
	cargo fmt --all --check
	node_modules/.bin/biome format

lint: bindgen $(NPM_STAMP)
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked --lib --no-default-features -- -D warnings
	cargo clippy --locked --lib --tests --no-default-features --target $(WASM_TARGET) -- -D warnings
	node_modules/.bin/biome lint --error-on-warnings
	node_modules/.bin/tsc --project tests/www/types/shell.json
	node tools/census.mjs

native:
	cargo test --locked

wasm: browsers
	wasm-pack test --headless --chrome . --locked --no-default-features --test wasm
	wasm-pack test --headless --firefox . --locked --no-default-features --test wasm

# The same program again, now with the page inside.
packing: dist
	cargo test --locked --features page --test cli pack::

node: dist
	node_modules/.bin/tsc --project tests/www/types
	node --test tests/www/*.test.mjs tests/www/unit/*.test.js benches/peers/*.test.mjs

size: dist
	node --test tests/www/size.mjs

e2e: dist browsers
	node --test --test-concurrency=1 tests/www/e2e/*.test.mjs

# ---- measures and pictures -----------------------------------------------------------------------------------------

bench: dist browsers benches/peers/node_modules
	cargo bench --locked --bench room
	node tests/www/bench.mjs
	node tests/www/pace.mjs
	node benches/peers/run.mjs

# A large collection over nginx, beside Pagefind: make bench-large CORPUS=articles.jsonl
bench-large: dist browsers benches/peers/node_modules
	node benches/large.mjs $(CORPUS)

benches/peers/node_modules: benches/peers/package.json benches/peers/package-lock.json
	npm ci --prefix benches/peers
	@touch $@

pictures: dist browsers
	node tests/www/pictures.mjs

# The guides in docs/, each run on its sample.
guides: dist
	docs/guides/try.sh $(PROGRAM)

clean:
	rm -rf dist target www/pkg node_modules benches/peers/node_modules tests/www/shots
