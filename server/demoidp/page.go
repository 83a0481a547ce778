package demoidp

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// Paths of the page below Path.
const (
	pickPath  = "/sign-in"
	stylePath = "/sign-in.css"
)

// policy is stricter than the platform's: a form and one file of style.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

//go:embed assets/sign-in.html assets/sign-in.css
var assets embed.FS

// page shows who one can be.
type page struct {
	template *template.Template
	css      []byte
	matcher  language.Matcher
}

func newPage() (*page, error) {
	parsed, err := template.ParseFS(assets, "assets/sign-in.html")
	if err != nil {
		return nil, fmt.Errorf("read the demo's page: %w", err)
	}
	css, err := assets.ReadFile("assets/sign-in.css")
	if err != nil {
		return nil, fmt.Errorf("read the demo's style: %w", err)
	}
	return &page{template: parsed, css: css, matcher: language.NewMatcher(languages)}, nil
}

func (p *page) style(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write(p.css) // who does not take it has gone
}

// choice is one person on the page.
type choice struct {
	Subject, Name, Initials, About string
	Sample                         bool
	Colour                         int // 1 to 8
}

// other is a link to the page in another language.
type other struct {
	Lang, Name string
	Link       string
	Current    bool
}

type pageData struct {
	Lang, Dir string
	Words     words
	Request   string // "" where the sign-in is over
	Back      string
	People    []choice
	Workspace string
	About     string
	Languages []other
}

// show answers with the page, or says that the sign-in is over.
func (p *Provider) show(w http.ResponseWriter, r *http.Request) {
	pending, ok := p.storage.pending(r.URL.Query().Get("request"))
	if !ok {
		p.tooOld(w, r)
		return
	}
	p.render(w, http.StatusOK, p.data(r, pending.id, pending.asked.UILocales))
}

func (p *Provider) tooOld(w http.ResponseWriter, r *http.Request) {
	p.render(w, http.StatusGone, p.data(r, "", nil))
}

// pick takes the choice, or the wish to go back, and sends the browser on.
func (p *Provider) pick(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "this form cannot be read", http.StatusBadRequest)
		return
	}
	id := r.PostForm.Get("request")
	pending, ok := p.storage.pending(id)
	if !ok {
		p.tooOld(w, r)
		return
	}
	if r.PostForm.Has("back") {
		_ = p.storage.DeleteAuthRequest(r.Context(), id) // cannot fail
		http.Redirect(w, r, denied(pending), http.StatusSeeOther)
		return
	}
	persona, ok := p.storage.persona(r.PostForm.Get("persona"))
	if !ok {
		http.Error(w, "there is no such person here", http.StatusBadRequest)
		return
	}
	if !p.storage.choose(id, persona.Subject) {
		p.tooOld(w, r)
		return
	}
	http.Redirect(w, r, p.issuer+"/authorize/callback?id="+url.QueryEscape(id), http.StatusSeeOther)
}

// denied is where a browser goes whose person has changed their mind (RFC 6749
// §4.1.2.1). The library has checked the address when the sign-in began.
func denied(r request) string {
	u, err := url.Parse(r.asked.RedirectURI)
	if err != nil {
		return "/"
	}
	u.RawQuery = url.Values{"error": {"access_denied"}, "state": {r.asked.State}}.Encode()
	return u.String()
}

func (p *Provider) data(r *http.Request, id string, asked []language.Tag) pageData {
	lang := p.page.language(r, asked)
	d := pageData{Lang: lang, Dir: "ltr", Words: catalogue[lang], Request: id, Back: p.public.String() + "/",
		Workspace: p.beside.Name, About: inLanguage(p.beside.About, lang)}
	if lang == "ar" {
		d.Dir = "rtl"
	}
	for i, persona := range p.personas {
		d.People = append(d.People, choice{Subject: persona.Subject, Name: persona.Name, Initials: initials(persona.Name),
			About: inLanguage(persona.About, lang), Sample: persona.Sample, Colour: i%8 + 1})
	}
	for _, tag := range languages {
		q := url.Values{"request": {id}, "lang": {tag.String()}}
		d.Languages = append(d.Languages, other{Lang: tag.String(), Name: catalogue[tag.String()].Self, Current: tag.String() == lang,
			Link: "?" + q.Encode()})
	}
	return d
}

// language follows the link a person chose, then what the platform asked for,
// then the browser.
func (p *page) language(r *http.Request, asked []language.Tag) string {
	var wanted []language.Tag
	if tag, err := language.Parse(r.FormValue("lang")); err == nil {
		wanted = append(wanted, tag)
	}
	wanted = append(wanted, asked...)
	if accepted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language")); err == nil {
		wanted = append(wanted, accepted...)
	}
	_, at, _ := p.matcher.Match(wanted...)
	return languages[at].String()
}

func inLanguage(text map[string]string, lang string) string {
	if t := text[lang]; t != "" {
		return t
	}
	return text["en"]
}

// initials are the first letters of the first and the last word.
func initials(name string) string {
	fields := strings.Fields(name)
	if len(fields) == 0 {
		return "?"
	}
	first, _ := utf8.DecodeRuneInString(fields[0])
	letters := []rune{unicode.ToUpper(first)}
	if len(fields) > 1 {
		last, _ := utf8.DecodeRuneInString(fields[len(fields)-1])
		letters = append(letters, unicode.ToUpper(last))
	}
	return string(letters)
}

func (p *Provider) render(w http.ResponseWriter, status int, d pageData) {
	var b bytes.Buffer
	if err := p.page.template.Execute(&b, d); err != nil {
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", policy)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // who does not take it has gone
}
