# Rapporteur. `make help` lists what there is; docs/operations.md says how to run it for others.
.DEFAULT_GOAL := help
.PHONY: help run build packages test lint bench fuzz generate clean
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unreleased)
# How long each fuzz target runs: `make fuzz FUZZTIME=10s`.
FUZZTIME ?= 60s
LINT := go tool -modfile=.ci/tools/go.mod golangci-lint
PACKAGES := client/node_modules/.package-lock.json
CLIENT_SOURCES := $(shell find client -path client/node_modules -prune -o -path client/dist -prune -o -path client/e2e -prune -o -type f -print)

help: ## Show this list.
	@echo "make <target>:"
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Build what is missing and start the demo at http://localhost:8080.
	@echo "==> Starting. Open the address below and pick one of the demo people; Ctrl-C stops."
	@RAPPORTEUR_DEMO=true exec bin/rapporteur

build: client/dist/index.html ## Build the client and the one program, bin/rapporteur.
	@echo "==> Building the server (the first time takes a few minutes)"
	@go build -trimpath -ldflags "-X rapporteur/server/app.version=$(VERSION)" -o bin/rapporteur ./server

packages: $(PACKAGES)

$(PACKAGES): client/package-lock.json client/package.json
	@echo "==> Fetching the client's packages"
	@cd client && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

client/dist/index.html: $(PACKAGES) $(CLIENT_SOURCES)
	@echo "==> Building the client"
	@cd client && npm run --silent build
	@touch $@

test: $(PACKAGES) ## Run every suite and every check; the last line adds them up. One: make test SUITE=go
	@go build -o bin/suites ./.ci/suites && bin/suites $(SUITE)

lint: $(PACKAGES) ## Read the code the way the linters do (the first time compiles them: minutes).
	@$(LINT) run ./...
	@cd client && npm run --silent typecheck && npm run --silent lint

bench: build ## Measure: deliveries a second, latency, memory. Prints beside a bare relay.
	@cd .ci/bench && go run .
	@echo "==> The Yjs engine beside yjs (x-yjs: how many times as fast; of-yjs: how much of its memory)"
	@go test -run '^$$' -bench . -benchtime 3x ./server/yjs

fuzz: ## Fuzz every decoder for FUZZTIME each.
	@set -e; for package in $$(grep -rl --include='*_test.go' '^func Fuzz' config server | xargs -n1 dirname | sort -u); do \
	  for target in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$package/*_test.go | cut -c6-); do \
	    echo "==> $$package $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 50x ./$$package; \
	  done; done

generate: $(PACKAGES) ## Make the generated files again: API, client types, catalogues, list of settings.
	@go generate ./...
	@cd client && npm run --silent api && npm run --silent extract

clean: ## Remove what was built. Data stays.
	@rm -rf bin client/node_modules .cache
	@find client/dist -mindepth 1 ! -name .keep -delete
