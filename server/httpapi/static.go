package httpapi

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
)

// noClient is the page of a program that was compiled without the client.
const noClient = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Rapporteur</title>
<h1>The web client is not built</h1><p>This program serves the API only. Run <code>make build</code> (or <code>make run</code>) and start it again.</p></html>
`

// encodings are the compressed copies a build leaves beside a file, best first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

// static serves the built client: files with a hash in their name for ever,
// and for every page of the client the one index.html.
type static struct {
	files map[string]file
}

type file struct {
	content     []byte
	contentType string
	copies      map[string][]byte // by encoding
	hash        string
}

// newStatic reads the client once; it is in the program anyway.
func newStatic(client fs.FS) (*static, error) {
	s := &static{files: map[string]file{}}
	err := fs.WalkDir(client, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || isCopy(name) || path.Base(name) == ".keep" {
			return err
		}
		content, err := fs.ReadFile(client, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		f := file{content: content, contentType: typeOf(name), copies: map[string][]byte{}, hash: hex.EncodeToString(sum[:12])}
		for _, e := range encodings {
			compressed, err := fs.ReadFile(client, name+e.suffix)
			if err == nil {
				f.copies[e.name] = compressed
			} else if !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		s.files[name] = f
		return nil
	})
	return s, err
}

func isCopy(name string) bool {
	return strings.HasSuffix(name, ".br") || strings.HasSuffix(name, ".gz")
}

// typeOf knows the kinds a build makes, whatever the machine's tables say.
func typeOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".json", ".map":
		return "application/json"
	case ".webmanifest":
		return "application/manifest+json"
	}
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

// serve answers every GET that nothing else took.
func (s *static) serve(e echo.Context) error {
	asked := strings.TrimPrefix(path.Clean("/"+e.Request().URL.Path), "/")
	if f, ok := s.files[asked]; ok && asked != "index.html" {
		cache := "no-cache"
		if strings.HasPrefix(asked, "assets/") { // vite puts a hash into these names
			cache = "public, max-age=31536000, immutable"
		}
		return s.write(e, f, cache)
	}
	if path.Ext(asked) != "" || isAPI("/"+asked) {
		return echo.ErrNotFound // a file that is not there, not a page
	}
	index, ok := s.files["index.html"]
	if !ok {
		return e.HTML(http.StatusServiceUnavailable, noClient)
	}
	return s.write(e, index, "no-cache")
}

// write sends the best copy the browser takes, or tells it that its own is good.
func (s *static) write(e echo.Context, f file, cache string) error {
	h := e.Response().Header()
	h.Set(echo.HeaderCacheControl, cache)
	h.Set(echo.HeaderContentType, f.contentType)
	content, encoding := f.content, ""
	for _, candidate := range encodings {
		if c, ok := f.copies[candidate.name]; ok && accepts(e.Request(), candidate.name) {
			content, encoding = c, candidate.name
			break
		}
	}
	if len(f.copies) > 0 {
		h.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
	}
	if encoding != "" {
		h.Set(echo.HeaderContentEncoding, encoding)
	}
	tag := `"` + f.hash + encoding + `"`
	h.Set("ETag", tag)
	if e.Request().Header.Get("If-None-Match") == tag {
		return e.NoContent(http.StatusNotModified)
	}
	h.Set(echo.HeaderContentLength, strconv.Itoa(len(content)))
	e.Response().WriteHeader(http.StatusOK)
	_, err := e.Response().Write(content)
	return err
}

// accepts reports whether the browser takes an encoding; one with q=0 it does not.
func accepts(r *http.Request, encoding string) bool {
	for part := range strings.SplitSeq(r.Header.Get(echo.HeaderAcceptEncoding), ",") {
		name, quality, _ := strings.Cut(strings.TrimSpace(part), ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			q := strings.TrimPrefix(strings.TrimSpace(quality), "q=")
			return strings.Trim(q, "0.") != "" || q == ""
		}
	}
	return false
}
