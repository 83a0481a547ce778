//go:build deps

// Package main's dependency list while the features are being built: it keeps
// the pinned modules in go.mod until the package that needs each one is here.
package main

import (
	_ "github.com/compose-spec/compose-go/v2/loader"
	_ "github.com/coreos/go-oidc/v3/oidc"
	_ "github.com/emersion/go-ical"
	_ "github.com/emersion/go-smtp"
	_ "github.com/gabriel-vasile/mimetype"
	_ "github.com/getkin/kin-openapi/openapi3"
	_ "github.com/go-jose/go-jose/v4"
	_ "github.com/goccy/go-yaml"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/gorilla/websocket"
	_ "github.com/klauspost/compress/zstd"
	_ "github.com/labstack/echo/v4"
	_ "github.com/labstack/echo/v4/middleware"
	_ "github.com/oapi-codegen/echo-middleware"
	_ "github.com/oapi-codegen/nullable"
	_ "github.com/oapi-codegen/runtime"
	_ "github.com/oapi-codegen/runtime/strictmiddleware/echo"
	_ "github.com/oklog/ulid/v2"
	_ "github.com/prometheus/client_golang/prometheus/promhttp"
	_ "github.com/teambition/rrule-go"
	_ "github.com/wneessen/go-mail"
	_ "github.com/zitadel/oidc/v3/pkg/op"
	_ "go.mongodb.org/mongo-driver/v2/mongo"
	_ "go.uber.org/goleak"
	_ "golang.org/x/image/draw"
	_ "golang.org/x/image/webp"
	_ "golang.org/x/oauth2"
	_ "golang.org/x/text/language"
	_ "golang.org/x/time/rate"
	_ "modernc.org/sqlite"
	_ "pgregory.net/rapid"
)
