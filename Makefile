# Rapporteur. `make help` lists what there is; docs/operations.md says how to run it for others.
.DEFAULT_GOAL := help
.PHONY: help run build test lint bench fuzz generate clean client-files
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unreleased)
# How long each fuzz target runs: `make fuzz FUZZTIME=10s`.
FUZZTIME ?= 60s
LINT := go tool -modfile=.ci/tools/go.mod golangci-lint
CLIENT := $(wildcard client/package.json)
CLIENT_SOURCES := $(if $(CLIENT),$(shell find client -path client/node_modules -prune -o -path client/dist -prune -o -path client/e2e -prune -o -type f -print))

help: ## Show this list.
	@echo "make <target>:"
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## Build what is missing and start the demo at http://localhost:8080.
	@echo "==> Starting. Open http://localhost:8080 and pick one of the demo people; Ctrl-C stops."
	@RAPPORTEUR_DEMO=true exec bin/rapporteur

build: client-files ## Build the client and the one program, bin/rapporteur.
	@echo "==> Building the server (the first time takes a few minutes)"
	@go build -trimpath -ldflags "-X rapporteur/server/app.version=$(VERSION)" -o bin/rapporteur ./server

client-files: $(if $(CLIENT),client/dist/index.html)

client/node_modules/.package-lock.json: client/package-lock.json client/package.json
	@echo "==> Fetching the client's packages"
	@cd client && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

client/dist/index.html: client/node_modules/.package-lock.json $(CLIENT_SOURCES)
	@echo "==> Building the client"
	@cd client && npm run --silent build
	@touch $@

test: ## Run every suite and every check; the last line adds them up. One: make test SUITE=go
	@go run ./.ci/suites $(SUITE)

lint: $(if $(CLIENT),client/node_modules/.package-lock.json) ## Read the code the way the linters do (the first time compiles them: minutes).
	@$(LINT) run ./...
	$(if $(CLIENT),@cd client && npm run --silent typecheck && npm run --silent lint)

bench: build ## Measure: deliveries a second, latency, memory. Prints beside a bare relay.
	@cd .ci/bench && go run .

fuzz: ## Fuzz every decoder for FUZZTIME each.
	@set -e; for package in $$(grep -rl --include='*_test.go' '^func Fuzz' config server | xargs -n1 dirname | sort -u); do \
	  for target in $$(grep -ho '^func Fuzz[A-Za-z0-9_]*' $$package/*_test.go | cut -c6-); do \
	    echo "==> $$package $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) ./$$package; \
	  done; done

generate: $(if $(CLIENT),client/node_modules/.package-lock.json) ## Make the generated files again: the API, the client's types, the list of settings.
	@go generate ./...
	$(if $(CLIENT),@cd client && npm run --silent api)

clean: ## Remove what was built. Data stays.
	@rm -rf bin client/node_modules .cache
	@find client/dist -mindepth 1 ! -name .keep -delete
