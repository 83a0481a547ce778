package httpapi

import (
	"context"
	"time"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/identity"
)

// signInPage is the client's page that begins a sign-in and explains a failed one.
const signInPage = "/sign-in"

// askProvider bounds how long the sign-in page waits to hear whether the
// provider is there.
const askProvider = 2 * time.Second

// Session answers who is signed in, and signs them out.
type Session struct {
	browser  *Browser
	sessions *identity.Sessions
	provider *identity.Provider
	people   *People
	after    string // our address the provider's sign-out comes back to
}

// NewSession makes the operations of /session.
func NewSession(browser *Browser, sessions *identity.Sessions, provider *identity.Provider, people *People, publicURL string) *Session {
	return &Session{browser: browser, sessions: sessions, provider: provider, people: people, after: publicURL + signInPage}
}

// GetSession tells who asks and, where that is nobody, whether they could sign in.
func (s *Session) GetSession(ctx context.Context, _ api.GetSessionRequestObject) (api.GetSessionResponseObject, error) {
	answer := api.GetSession200JSONResponse{}
	answer.SignIn.URL, answer.SignIn.Reachable = "/auth/sign-in", true
	if who := actor(ctx); who.SignedIn() {
		profile, err := s.people.profile(ctx, who)
		if err != nil {
			return nil, err
		}
		answer.SignedIn, answer.Person = true, &profile
		return answer, nil
	}
	asking, cancel := context.WithTimeout(ctx, askProvider)
	defer cancel()
	if err := s.provider.Reachable(asking); err != nil {
		answer.SignIn.Reachable = asking.Err() != nil && s.provider.Believed()
	}
	return answer, nil
}

// SignOut ends the session of this browser, here and at the provider.
func (s *Session) SignOut(ctx context.Context, _ api.SignOutRequestObject) (api.SignOutResponseObject, error) {
	answer := api.SignOut200JSONResponse{Next: signInPage}
	secret := s.browser.cookieOf(ctx, sessionCookie)
	if secret == "" {
		return answer, nil
	}
	hint, err := s.sessions.SignOut(ctx, secret)
	if err != nil {
		return nil, err
	}
	s.browser.clear(ctx, sessionCookie)
	if next := s.provider.LogoutURL(hint, s.after); next != "" {
		answer.Next = next
	}
	return answer, nil
}
