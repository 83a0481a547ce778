package httpapi_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/labstack/echo/v4"

	"rapporteur/config"
	"rapporteur/server/httpapi"
	"rapporteur/server/httpapi/api"
)

// guarded serves testdata/contract.yaml; the handler reads the body and answers 204.
func guarded(t testing.TB) http.Handler {
	t.Helper()
	contract, err := os.ReadFile("testdata/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := httpapi.Guarded(contract, whoever{}, c, func(e echo.Context) error {
		e.Response().Header().Set("Seen-Query", e.Request().URL.RawQuery)
		if _, err := io.Copy(io.Discard, e.Request().Body); err != nil {
			return err
		}
		return e.NoContent(http.StatusNoContent)
	})
	if err != nil {
		t.Fatal(err)
	}
	return handler
}

func ask(handler http.Handler, method, path, body string, heads ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	r.Header.Set("Test-Person", "ines")
	for _, h := range heads {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}

func TestRequestsKeepTheContract(t *testing.T) {
	t.Parallel()
	handler := guarded(t)
	tests := map[string]struct {
		method, path, body string
		want               []string // "where: sentence"; none means it passes
	}{
		"a good body":                  {"POST", "/api/seats/abc", `{"title":"Co-leader","role":"member"}`, nil},
		"a missing field":              {"POST", "/api/seats/abc", `{"title":"Co-leader"}`, []string{"/role: This is needed."}},
		"two mistakes at once":         {"POST", "/api/seats/abc", `{"title":"","role":"king"}`, []string{"/role: One of: co_leader, member.", "/title: This may not be empty."}},
		"a text that is too long":      {"POST", "/api/seats/abc", `{"title":"s3cret s3cret s3cret s3cret","role":"member"}`, []string{"/title: At most 20 characters."}},
		"a number for a text":          {"POST", "/api/seats/abc", `{"title":31337,"role":"member"}`, []string{"/title: This must be of the type string."}},
		"a null":                       {"POST", "/api/seats/abc", `{"title":null,"role":"member"}`, []string{"/title: This may not be null."}},
		"a field that is not known":    {"POST", "/api/seats/abc", `{"title":"x","role":"member","s3cret":1}`, []string{": There is a field here that is not known."}},
		"a day that is none":           {"POST", "/api/seats/abc", `{"title":"x","role":"member","from":"s3cret"}`, []string{"/from: This must be written as a date."}},
		"a mistake deep inside":        {"POST", "/api/seats/abc", `{"title":"x","role":"member","holders":[{"name":"a"},{}]}`, []string{"/holders/1/name: This is needed."}},
		"too many entries":             {"POST", "/api/seats/abc", `{"title":"x","role":"member","holders":[{"name":"a"},{"name":"b"},{"name":"c"}]}`, []string{"/holders: At most 2 entries."}},
		"text that is not JSON":        {"POST", "/api/seats/abc", `{"title":s3cret`, []string{": This cannot be read."}},
		"a body that is not there":     {"POST", "/api/seats/abc", "", []string{": This is needed."}},
		"a parameter out of its range": {"GET", "/api/seats/abc?limit=9999", "", []string{"limit: At most 500."}},
		"a parameter of another kind":  {"GET", "/api/seats/abc?limit=s3cret", "", []string{"limit: This cannot be read."}},
		"a parameter not in the list":  {"GET", "/api/seats/abc?state=s3cret", "", []string{"state: One of: held, vacant."}},
		"an id that cannot be one":     {"GET", "/api/seats/S3CRET!", "", []string{"id: This is not written as expected."}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := ask(handler, test.method, test.path, test.body)
			if test.want == nil {
				if w.Code != http.StatusNoContent {
					t.Errorf("refused: %d %s", w.Code, w.Body)
				}
				return
			}
			var p api.Problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusBadRequest || p.Code != "request.invalid" || p.Errors == nil {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			var got []string
			for _, f := range *p.Errors {
				where := ""
				if f.Pointer != nil {
					where = *f.Pointer
				}
				if f.Parameter != nil {
					where += *f.Parameter
				}
				got = append(got, where+": "+f.Detail)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if body := strings.ToLower(w.Body.String()); strings.Contains(body, "s3cret") || strings.Contains(body, "31337") {
				t.Errorf("the answer repeats what was sent: %s", w.Body)
			}
		})
	}
}

func TestWhoMayAskAtAll(t *testing.T) {
	t.Parallel()
	handler := guarded(t)
	tests := map[string]struct {
		method, path string
		heads        []string
		want         int
	}{
		"a person reads":                           {"GET", "/api/seats/abc", nil, 204},
		"the public reads what is open":            {"GET", "/api/open", []string{"Test-Person: "}, 204},
		"the public reads what is not":             {"GET", "/api/seats/abc", []string{"Test-Person: "}, 401},
		"a token to read reads":                    {"GET", "/api/seats/abc", []string{"Test-Scope: read"}, 204},
		"a token to write reads":                   {"GET", "/api/seats/abc", []string{"Test-Scope: write"}, 204},
		"a token to read may not change":           {"POST", "/api/files", []string{"Test-Scope: read"}, 403},
		"a token to write may":                     {"POST", "/api/files", []string{"Test-Scope: write"}, 204},
		"a token for live documents reads nothing": {"GET", "/api/seats/abc", []string{"Test-Scope: collab"}, 403},
		"nor what is open to everybody":            {"GET", "/api/open", []string{"Test-Scope: collab"}, 403},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := ask(handler, test.method, test.path, "", test.heads...); w.Code != test.want {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, test.want)
			}
		})
	}
}

func TestBodies(t *testing.T) {
	t.Parallel()
	handler := guarded(t)
	tests := map[string]struct {
		path, kind string
		size       int
		want       int
	}{
		"a form where JSON is expected":       {"/api/seats/abc", "text/plain", 10, http.StatusUnsupportedMediaType},
		"JSON beyond the limit":               {"/api/seats/abc", "application/json", 2 << 20, http.StatusRequestEntityTooLarge},
		"an upload beyond the limit of JSON":  {"/api/files", "multipart/form-data; boundary=x", 2 << 20, http.StatusNoContent},
		"an upload beyond the largest upload": {"/api/files", "multipart/form-data; boundary=x", 26 << 20, http.StatusRequestEntityTooLarge},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := ask(handler, "POST", test.path, strings.Repeat("x", test.size), "Content-Type: "+test.kind); w.Code != test.want {
				t.Errorf("got %d %s, want %d", w.Code, w.Body, test.want)
			}
			// Without a length the limit is met while reading.
			r := httptest.NewRequest("POST", test.path, io.MultiReader(strings.NewReader(strings.Repeat("x", test.size))))
			r.Header.Set("Content-Type", test.kind)
			r.Header.Set("Test-Person", "ines")
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != test.want {
				t.Errorf("without a length: got %d %s, want %d", w.Code, w.Body, test.want)
			}
		})
	}
}

// recorder notes until when the server would wait for a body.
type recorder struct {
	*httptest.ResponseRecorder
	readUntil time.Time
}

func (r *recorder) SetReadDeadline(t time.Time) error {
	r.readUntil = t
	return nil
}

func TestAnUploadMayTakeItsTime(t *testing.T) {
	t.Parallel()
	handler := guarded(t)
	for path, extended := range map[string]bool{"/api/files": true, "/api/seats/abc": false} {
		r := httptest.NewRequest("POST", path, strings.NewReader("{}"))
		r.Header.Set("Test-Person", "ines")
		w := &recorder{ResponseRecorder: httptest.NewRecorder()}
		handler.ServeHTTP(w, r)
		if got := !w.readUntil.IsZero(); got != extended {
			t.Errorf("%s: a longer deadline was set: %v, want %v", path, got, extended)
		}
	}
}

func TestAContractThatIsSpeltWrongIsRefused(t *testing.T) {
	t.Parallel()
	good, err := os.ReadFile("testdata/contract.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{{"x-rate: upload", "x-rate: uploads"}, {"x-upload: true", "x-upload: yes please"}, {"type: integer", "type: integre"}} {
		bad := strings.Replace(string(good), change[0], change[1], 1)
		if _, err := httpapi.Guarded([]byte(bad), whoever{}, config.Config{}, nil); err == nil {
			t.Errorf("%q was accepted", change[1])
		}
	}
}

func FuzzRequests(f *testing.F) {
	f.Add("/api/seats/abc", `{"title":"x","role":"member"}`)
	f.Add("/api/seats/%00?limit=1&limit=2", `[[[[`)
	f.Add("/api/files", "--x\r\n")
	handler := guarded(f)
	f.Fuzz(func(t *testing.T, path, body string) {
		r, err := http.NewRequest("POST", "http://localhost"+path, strings.NewReader(body))
		if err != nil {
			return // no client could send it
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Test-Person", "ines")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Errorf("%q %q: %d %s", path, body, w.Code, w.Body)
		}
	})
}
