# make report   install what is missing, build, run the pipelines, print the path of the index
# make test     build and run the tests
# make bench    time our own work (Benchmarks/peers/compare.py times others' beside it)
# make lint     check the formatting of every Swift file
# make install  install the program, its manual page and shell completions under PREFIX
# make clean    remove what was built (results in artifacts/ are kept)
#
# PROFILE=paper     run the experiments in full
# DATA=DIR          look for data sets in DIR first
# PREFIX=DIR        install under DIR instead of /usr/local (DESTDIR is put before it)

SWIFT ?= swift
BUILD ?= .build
PROFILE ?=
DATA ?=
PREFIX ?= /usr/local
PIPELINES ?= $(filter-out $(PYTHON_MISSING) %.lock.json,$(sort $(wildcard pipelines/*.json)))

# The example with a Python program is left out where Debian's python3-h5py is not installed.
PYTHON_MISSING = $(shell PATH=/usr/local/bin:/usr/bin:/bin python3 -c 'import h5py' 2>/dev/null || echo pipelines/own_program.json)

RUN_OPTIONS = $(if $(PROFILE),--profile $(PROFILE)) $(if $(DATA),--data $(DATA))

.PHONY: all report build test bench lint format install clean setup

all: report

setup:
	@scripts/setup

# Swift's own libraries and HDF5 are linked in: the program starts four times as fast and runs where there is
# no Swift.
build: setup
	@PKG_CONFIG_PATH="$$(scripts/static-hdf5 $(BUILD)/static-hdf5):$$PKG_CONFIG_PATH" \
	  $(SWIFT) build -c release --static-swift-stdlib --scratch-path $(BUILD) --product pipe

report: build
	@$(BUILD)/release/pipe run $(PIPELINES) $(RUN_OPTIONS) >/dev/null
	@echo artifacts/index.html

test:
	@scripts/setup --test
	@$(SWIFT) test --scratch-path $(BUILD)

bench: setup
	@$(SWIFT) build -c release --package-path Benchmarks --scratch-path Benchmarks/.build
	@for work in $$(Benchmarks/.build/release/benchmark list | cut -d' ' -f1); do \
	  Benchmarks/.build/release/benchmark $$work; done

lint:
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

format:
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

install: build
	@scripts/install $(BUILD)/release/pipe "$(DESTDIR)$(PREFIX)"

clean:
	rm -rf $(BUILD)
