package httpapi

import (
	"context"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"rapporteur/config"
	"rapporteur/server/httpapi/api"
)

// Installation answers what a browser asks before anybody signed in.
type Installation struct {
	config  config.Config
	version string
}

// NewInstallation describes the running program.
func NewInstallation(c config.Config, version string) *Installation {
	return &Installation{config: c, version: version}
}

// GetInstallation tells the version, whether this is a demo, and the limits a
// page explains before they are met.
func (i *Installation) GetInstallation(context.Context, api.GetInstallationRequestObject) (api.GetInstallationResponseObject, error) {
	answer := api.GetInstallation200JSONResponse{Version: i.version, Demo: i.config.Demo}
	if i.config.Demo && !i.config.DemoAsAt.IsZero() {
		answer.AsAt = &openapi_types.Date{Time: i.config.DemoAsAt}
	}
	answer.Limits.ImageBytes = int64(i.config.Upload.Image)
	answer.Limits.ImageMegapixels = i.config.Upload.Megapixels
	answer.Limits.PaperBytes = int64(i.config.Upload.Paper)
	return answer, nil
}
