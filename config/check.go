package config

import (
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
)

// resolve fills in what follows from other settings.
func (c *Config) resolve() {
	c.PublicURL = strings.TrimRight(c.PublicURL, "/")
	if c.PublicURL == "" {
		if _, port, err := net.SplitHostPort(c.Listen); err == nil {
			c.PublicURL = "http://localhost:" + port
		}
	}
}

// check gives a sentence for each value that cannot work.
func (c *Config) check() []string {
	var wrong []string
	refuse := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if _, port, err := net.SplitHostPort(c.Listen); err != nil || port == "" {
		refuse("listen is %q. Write an address and a port, such as 127.0.0.1:8080 or :8080", c.Listen)
	} else if u, err := url.Parse(c.PublicURL); err != nil || !isWeb(u) || (u.Path != "" || u.RawQuery != "" || u.Fragment != "") {
		refuse("public_url is %q. Write the address people type, without a path, such as https://rapporteur.example.org", c.PublicURL)
	}
	if c.Data == "" {
		refuse("data is empty. Name a folder, such as ./data")
	}
	if c.AdminEmail != "" && !isAddress(c.AdminEmail) {
		refuse("admin_email is %q. Write one e-mail address", c.AdminEmail)
	}
	for _, proxy := range c.TrustedProxies {
		if _, err := netip.ParsePrefix(proxy); err != nil {
			refuse("trusted_proxies holds %q. Write networks such as 10.0.0.0/8, or 192.0.2.7/32 for one address", proxy)
		}
	}
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.Log.Level) {
		refuse("log.level is %q. Write debug, info, warn or error", c.Log.Level)
	}
	if !slices.Contains([]string{"text", "json"}, c.Log.Format) {
		refuse("log.format is %q. Write text or json", c.Log.Format)
	}
	wrong = append(wrong, c.checkPeers()...)
	return append(wrong, c.checkLimits()...)
}

func (c *Config) checkPeers() []string {
	var wrong []string
	refuse := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if uri := c.MongoDB.URI; uri != "" && !strings.HasPrefix(uri, "mongodb://") && !strings.HasPrefix(uri, "mongodb+srv://") {
		refuse("mongodb.uri does not begin with mongodb:// or mongodb+srv://. Copy it from your database's page")
	}
	if c.OIDC.Issuer != "" {
		if u, err := url.Parse(c.OIDC.Issuer); err != nil || !isWeb(u) {
			refuse("oidc.issuer is %q. Write the provider's address, such as https://login.example.org/realms/itu", c.OIDC.Issuer)
		}
		if c.OIDC.ClientID == "" {
			refuse("oidc.issuer is set and oidc.client_id is not. Register Rapporteur there with the redirect address %s/auth/callback and write the client's name", c.PublicURL)
		}
	}
	if c.Mail.Host != "" && !isAddress(c.Mail.From) {
		refuse("mail.host is set and mail.from is not an e-mail address. Write the sender, such as rapporteur@example.org")
	}
	if !slices.Contains([]string{"required", "opportunistic", "none"}, c.Mail.TLS) {
		refuse("mail.tls is %q. Write required, opportunistic or none", c.Mail.TLS)
	}
	return wrong
}

// checkLimits refuses a limit of nothing: every number in the configuration
// is the most of something that has to be possible.
func (c *Config) checkLimits() []string {
	var wrong []string
	for _, f := range leavesOf(c) {
		switch f.value.Interface().(type) {
		case int, Bytes, time.Duration:
			if f.value.Int() <= 0 {
				wrong = append(wrong, fmt.Sprintf("%s is 0. Write more than that", f.key))
			}
		}
	}
	return wrong
}

// CheckServe refuses what serving cannot do with, though a command could: a
// house without a door, and a demo that others could reach.
func (c Config) CheckServe() error {
	switch {
	case c.Demo && !isLoopback(hostOf(c.Listen)):
		return fmt.Errorf("demo is on and listen is %q. The demo lets anybody in as anybody, so it serves this machine only: set RAPPORTEUR_LISTEN=127.0.0.1:8080, or RAPPORTEUR_DEMO=false and an OIDC provider", c.Listen)
	case c.Demo && !isLoopback(c.Public().Hostname()):
		return fmt.Errorf("demo is on and public_url is %q. The demo lets anybody in as anybody, so it serves this machine only: unset RAPPORTEUR_PUBLIC_URL, or set RAPPORTEUR_DEMO=false and an OIDC provider", c.PublicURL)
	case !c.Demo && c.OIDC.Issuer == "":
		return fmt.Errorf("nobody could sign in: set RAPPORTEUR_OIDC_ISSUER, RAPPORTEUR_OIDC_CLIENT_ID and RAPPORTEUR_OIDC_CLIENT_SECRET of your OpenID Connect provider, or RAPPORTEUR_DEMO=true to look around on this machine with demo people")
	}
	return nil
}

func hostOf(listen string) string {
	host, _, _ := net.SplitHostPort(listen)
	return host
}

func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.IsLoopback()
}

func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

func isAddress(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text
}
