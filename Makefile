# Rapporteur. `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help generate

help: ## Show this list.
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

generate: ## Make the generated files again: the API of the server, the client's types, the list of settings.
	go generate ./...
