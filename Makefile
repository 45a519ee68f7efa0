# make report   install what is missing, build, run the pipelines, print the path of the index
# make test     build and run the tests
# make lint     check the formatting of every Swift file
# make clean    remove what was built (results in artifacts/ are kept)
#
# PROFILE=paper     run the experiments in full
# DATA=DIR          look for data sets in DIR first

SWIFT ?= swift
BUILD ?= .build
PROFILE ?=
DATA ?=
PIPELINES ?= $(sort $(wildcard pipelines/*.json))

RUN_OPTIONS = $(if $(PROFILE),--profile $(PROFILE)) $(if $(DATA),--data $(DATA))

.PHONY: all report build test lint format clean setup

all: report

setup:
	@scripts/setup

build: setup
	@$(SWIFT) build -c release --scratch-path $(BUILD) --product pipe

report: build
	@$(BUILD)/release/pipe run $(PIPELINES) $(RUN_OPTIONS) >/dev/null
	@echo artifacts/index.html

test:
	@scripts/setup --test
	@$(SWIFT) test --scratch-path $(BUILD)

lint:
	@$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

format:
	@$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf $(BUILD)
