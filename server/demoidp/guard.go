package demoidp

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
)

// errNotHere is all a stranger hears.
var errNotHere = errors.New("the demo serves only a browser on this machine, at the address it was started with")

// forwarding are the headers a proxy adds: behind one, a peer on this machine
// says nothing about who asks.
var forwarding = []string{
	"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
	"X-Forwarded-Server", "X-Real-Ip", "Via", "Cf-Connecting-Ip", "True-Client-Ip",
}

// Guard refuses a request that does not come from this machine to this machine:
// both ends of the connection are loopback, the Host is the public address's
// (another name could be a page that rebinds its DNS), and no proxy was between.
func Guard(public *url.URL, r *http.Request) error {
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok || !loopback(local.String()) || !loopback(r.RemoteAddr) || r.Host != public.Host {
		return errNotHere
	}
	for _, name := range forwarding {
		if r.Header.Get(name) != "" {
			return errNotHere
		}
	}
	return nil
}

func loopback(address string) bool {
	parsed, err := netip.ParseAddrPort(address)
	return err == nil && parsed.Addr().Unmap().IsLoopback()
}
