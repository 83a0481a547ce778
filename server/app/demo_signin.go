package app

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"

	"rapporteur/config"
	"rapporteur/config/demo"
	"rapporteur/server/demoidp"
	"rapporteur/server/httpapi"
	"rapporteur/server/identity"
)

// wireDemoSignIn mounts the demo's provider and gives what is needed to talk
// to it, as to any other.
func (h *house) wireDemoSignIn() (config.OIDC, error) {
	workspace, err := demo.Load()
	if err != nil {
		return config.OIDC{}, err
	}
	personas := make([]demoidp.Persona, 0, len(workspace.People))
	for _, p := range workspace.People {
		personas = append(personas, demoidp.Persona{
			Subject: p.Subject, Name: p.Name, Email: p.Email, Locale: p.Locale, Zone: p.Zone, About: p.About, Sample: p.Sample,
		})
	}
	beside := demoidp.Workspace{Name: workspace.Beside.Name, About: workspace.Beside.About}
	provider, err := demoidp.New(h.config.Public(), personas, beside, h.real, rand.Reader)
	if err != nil {
		return config.OIDC{}, err
	}
	h.door.Mounts = append(h.door.Mounts, httpapi.Mount{Pattern: demoidp.Path + "/*", Handler: provider})
	h.beforeServing("move the demo's people", h.moveDemoPeople)
	oidc := h.config.OIDC
	oidc.Issuer, oidc.ClientID, oidc.ClientSecret = provider.Issuer(), demoidp.ClientID, provider.ClientSecret()
	return oidc, nil
}

// demoIssuer is the address of the demo's own provider.
func demoIssuer(c config.Config) string { return c.PublicURL + demoidp.Path }

// demoLocal refuses whoever is not in a browser on this machine.
func (h *house) demoLocal(r *http.Request) error { return demoidp.Guard(h.config.Public(), r) }

// moveDemoPeople keeps the demo's people who they are when the demo is started
// on another port: their provider has then another name.
func (h *house) moveDemoPeople(ctx context.Context) error {
	known, err := h.people.Issuers(ctx)
	if err != nil {
		return err
	}
	for _, issuer := range known {
		if issuer == demoIssuer(h.config) || !strings.HasSuffix(issuer, demoidp.Path) {
			continue
		}
		if err := h.people.MoveIssuer(ctx, identity.System(), issuer, demoIssuer(h.config)); err != nil {
			return err
		}
	}
	return nil
}
