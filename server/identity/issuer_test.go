package identity_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// fakeIssuer is a provider whose every answer a test can bend.
type fakeIssuer struct {
	*httptest.Server
	now func() time.Time

	mu       sync.Mutex // guards what follows
	key      *rsa.PrivateKey
	keyID    string
	nonces   map[string]string // by code
	proofs   map[string]string // PKCE challenge by code
	bend     func(claims map[string]any)
	bendDoc  func(document map[string]any)
	sign     func(claims []byte) string // nil: properly
	token    http.HandlerFunc           // nil: properly
	down     bool
	userinfo map[string]any
}

func newIssuer(t *testing.T, now func() time.Time) *fakeIssuer {
	t.Helper()
	i := &fakeIssuer{now: now, nonces: map[string]string{}, proofs: map[string]string{}}
	i.rotate(t, "first", firstKey)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", i.discovery)
	mux.HandleFunc("GET /keys", i.keys)
	mux.HandleFunc("POST /token", i.redeem)
	mux.HandleFunc("GET /userinfo", func(w http.ResponseWriter, _ *http.Request) { reply(w, i.userinfo) })
	i.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		i.mu.Lock()
		defer i.mu.Unlock()
		if i.down {
			http.Error(w, "down", http.StatusBadGateway)
			return
		}
		mux.ServeHTTP(w, r)
	}))
	t.Cleanup(i.Close)
	return i
}

// set changes how the issuer behaves from now on.
func (i *fakeIssuer) set(change func()) {
	i.mu.Lock()
	defer i.mu.Unlock()
	change()
}

// Two keys for all tests: making one takes most of a second under the race detector.
var firstKey, secondKey = sync.OnceValues(newKey), sync.OnceValues(newKey)

func newKey() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) }

// rotate gives the issuer another key; the one before is forgotten.
func (i *fakeIssuer) rotate(t *testing.T, id string, next func() (*rsa.PrivateKey, error)) {
	t.Helper()
	key, err := next()
	if err != nil {
		t.Fatal(err)
	}
	i.set(func() { i.key, i.keyID = key, id })
}

func (i *fakeIssuer) discovery(w http.ResponseWriter, _ *http.Request) {
	document := map[string]any{
		"issuer": i.URL, "authorization_endpoint": i.URL + "/authorize", "token_endpoint": i.URL + "/token",
		"jwks_uri": i.URL + "/keys", "end_session_endpoint": i.URL + "/end", "response_types_supported": []string{"code"},
		"id_token_signing_alg_values_supported": []string{"RS256", "HS256", "none"},
	}
	if i.userinfo != nil {
		document["userinfo_endpoint"] = i.URL + "/userinfo"
	}
	if i.bendDoc != nil {
		i.bendDoc(document)
	}
	reply(w, document)
}

func (i *fakeIssuer) keys(w http.ResponseWriter, _ *http.Request) {
	reply(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &i.key.PublicKey, KeyID: i.keyID, Algorithm: "RS256", Use: "sig"}}})
}

// authorize is what a person does at the provider: it gives the code and the
// state that the browser would bring back.
func (i *fakeIssuer) authorize(t *testing.T, address string) (code, state string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	for name, want := range map[string]string{
		"response_type": "code", "client_id": "rapporteur", "redirect_uri": "https://rapporteur.example.org/auth/callback",
		"code_challenge_method": "S256", "scope": "openid profile email",
	} {
		if got := q.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	code = "code-" + q.Get("state")
	i.set(func() { i.nonces[code], i.proofs[code] = q.Get("nonce"), q.Get("code_challenge") })
	return code, q.Get("state")
}

func (i *fakeIssuer) redeem(w http.ResponseWriter, r *http.Request) {
	if i.token != nil {
		i.token(w, r)
		return
	}
	code := r.FormValue("code")
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	id, secret, _ := r.BasicAuth()
	switch {
	case id != "rapporteur" || secret != "s3cret":
		refuse(w, "invalid_client")
		return
	case i.nonces[code] == "" || base64.RawURLEncoding.EncodeToString(sum[:]) != i.proofs[code]:
		refuse(w, "invalid_grant")
		return
	}
	claims := map[string]any{
		"iss": i.URL, "sub": "lena-1", "aud": "rapporteur", "nonce": i.nonces[code], "iat": i.now().Unix(),
		"exp": i.now().Add(5 * time.Minute).Unix(), "name": "Lena Okoro", "email": "lena@example.org", "email_verified": true,
	}
	delete(i.nonces, code)
	if i.bend != nil {
		i.bend(claims)
	}
	body, err := json.Marshal(claims)
	if err != nil {
		panic(err)
	}
	sign := i.sign
	if sign == nil {
		sign = func(claims []byte) string { return signWith(jose.RS256, i.key, i.keyID, claims) }
	}
	reply(w, map[string]any{"access_token": "access", "token_type": "Bearer", "expires_in": 300, "id_token": sign(body)})
}

func refuse(w http.ResponseWriter, code string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusBadRequest)
	_ = json.NewEncoder(w).Encode(map[string]string{"error": code})
}

func reply(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}

func signWith(algorithm jose.SignatureAlgorithm, key any, keyID string, claims []byte) string {
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: jose.JSONWebKey{Key: key, KeyID: keyID}}, nil)
	if err != nil {
		panic(err)
	}
	signed, err := signer.Sign(claims)
	if err != nil {
		panic(err)
	}
	compact, err := signed.CompactSerialize()
	if err != nil {
		panic(err)
	}
	return compact
}

// unsigned is a token with the algorithm "none" (RFC 7519 §6).
func unsigned(claims []byte) string {
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`))
	return head + "." + base64.RawURLEncoding.EncodeToString(claims) + "."
}
