// Package demoidp is an OpenID Connect provider for looking around: it asks
// who you want to be and believes you. The platform talks to it over real
// OpenID Connect, like to any other provider, so that there is no second way in.
//
// It refuses everybody who is not on this machine (guard.go), and remembers
// nothing: keys, secrets and sign-ins under way last as long as the process.
package demoidp

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/zitadel/oidc/v3/pkg/op"
	"golang.org/x/text/language"
)

// Path is where the provider is mounted, below the address of the platform.
const Path = "/demo-idp"

// ClientID is what the platform is called here.
const ClientID = "rapporteur"

// Persona is somebody a visitor can be.
type Persona struct {
	Subject string
	Name    string
	Email   string // always confirmed
	Locale  string
	Zone    string
	About   map[string]string // what they are here, by language; "en" always
	Sample  bool              // made up, and said so
}

// Workspace is what stands beside the choice of a person.
type Workspace struct {
	Name  string
	About map[string]string // by language; "en" always
}

// Provider is the OpenID Connect provider of the demo.
type Provider struct {
	issuer   string
	secret   string
	public   *url.URL
	personas []Persona
	beside   Workspace
	storage  *storage
	protocol http.Handler
	page     *page
}

// New makes a provider that lives below the platform's public address.
func New(public *url.URL, personas []Persona, beside Workspace, now func() time.Time, random io.Reader) (*Provider, error) {
	secret, err := word(random)
	if err != nil {
		return nil, err
	}
	p := &Provider{
		issuer: public.String() + Path, secret: secret, public: public, personas: personas, beside: beside,
		storage: &storage{now: now, random: random, personas: personas, requests: map[string]*request{}, codes: map[string]string{}, tokens: map[string]issued{}},
	}
	if p.storage.keyID, err = word(random); err != nil {
		return nil, err
	}
	p.storage.private = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })
	p.storage.client = client{secret: secret, callback: public.String() + "/auth/callback", after: public.String() + "/sign-in"}
	if p.page, err = newPage(); err != nil {
		return nil, err
	}
	settings := &op.Config{CodeMethodS256: true, SupportedUILocales: languages, SupportedScopes: []string{"openid", "profile", "email"}}
	if _, err := io.ReadFull(random, settings.CryptoKey[:]); err != nil {
		return nil, fmt.Errorf("draw a key: %w", err)
	}
	provider, err := op.NewProvider(settings, p.storage, op.StaticIssuer(p.issuer), op.WithAllowInsecure(), op.WithCORSOptions(nil))
	if err != nil {
		return nil, fmt.Errorf("make the demo provider: %w", err)
	}
	p.protocol = provider
	return p, nil
}

// Issuer is the provider's name in the protocol.
func (p *Provider) Issuer() string { return p.issuer }

// ClientSecret is what the platform proves itself with; new at every start.
func (p *Provider) ClientSecret() string { return p.secret }

// spoken are the endpoints of the protocol that the platform needs. What the
// library offers beyond them is not reached.
var spoken = map[string]bool{
	"/.well-known/openid-configuration": true, "/authorize": true, "/authorize/callback": true,
	"/oauth/token": true, "/userinfo": true, "/keys": true, "/end_session": true,
}

// ServeHTTP answers everything below Path.
func (p *Provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := Guard(p.public, r); err != nil {
		http.Error(w, err.Error(), http.StatusForbidden)
		return
	}
	path := strings.TrimPrefix(r.URL.Path, Path)
	switch {
	case path == pickPath && (r.Method == http.MethodGet || r.Method == http.MethodHead):
		p.show(w, r)
	case path == pickPath && r.Method == http.MethodPost:
		p.pick(w, r)
	case path == stylePath:
		p.page.style(w)
	case spoken[path]:
		if path == "/end_session" {
			forgetOldHint(r, p.storage.keyID)
		}
		http.StripPrefix(Path, p.protocol).ServeHTTP(w, r)
	default:
		http.NotFound(w, r)
	}
}

// forgetOldHint drops an ID token of another run: its key is gone, and the
// platform's sessions outlive this process. Signing out needs no hint.
func forgetOldHint(r *http.Request, keyID string) {
	q := r.URL.Query()
	head, _, _ := strings.Cut(q.Get("id_token_hint"), ".")
	decoded, err := base64.RawURLEncoding.DecodeString(head)
	if err == nil && strings.Contains(string(decoded), `"`+keyID+`"`) {
		return
	}
	q.Del("id_token_hint")
	r.URL.RawQuery = q.Encode()
}

var languages = []language.Tag{language.English, language.French, language.Arabic}

// word draws 256 random bits.
func word(random io.Reader) (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("draw a secret: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}
