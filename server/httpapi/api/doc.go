// Package api is the strict server interface and the types of the contract,
// generated from openapi.yaml by `make generate`. Nothing here is written by
// hand; package httpapi implements it.
package api

//go:generate go tool oapi-codegen -config generate.yaml ../openapi.yaml
