package notify

import (
	"bytes"
	"embed"
	"fmt"
	htmltemplate "html/template"
	"strings"
	texttemplate "text/template"
	"time"

	"golang.org/x/text/language"
)

// Letter is what one mail says, in the reader's language. It is written when
// it is sent, from what is true then.
type Letter struct {
	To      string // one address
	Locale  string // of the words around it; what it says is in that language already
	Subject string
	Lines   []string // paragraphs before the link
	Act     *Act     // the one thing to do; nil where there is none
	After   []string // paragraphs after it
	Why     string   // why the reader gets this
}

// Act is a link to a page that asks; a link never acts by itself.
type Act struct{ Label, URL string }

// Mail is a letter in the form a carrier takes.
type Mail struct {
	ID      string // the same whenever the same letter is sent again
	To      string
	Subject string
	Text    string
	HTML    string
	Made    time.Time
}

//go:embed letter.txt letter.html
var templates embed.FS

// press turns letters into mails; it is the one template there is.
type press struct {
	text *texttemplate.Template
	html *htmltemplate.Template
}

func newPress() (press, error) {
	text, err := texttemplate.ParseFS(templates, "letter.txt")
	if err != nil {
		return press{}, fmt.Errorf("read the letter: %w", err)
	}
	html, err := htmltemplate.ParseFS(templates, "letter.html")
	if err != nil {
		return press{}, fmt.Errorf("read the letter: %w", err)
	}
	return press{text: text, html: html}, nil
}

type printed struct {
	Letter
	Lang, Dir string
}

func (p press) print(l Letter, id string, made time.Time) (Mail, error) {
	lang, dir := direction(l.Locale)
	data := printed{Letter: l, Lang: lang, Dir: dir}
	var text, html bytes.Buffer
	if err := p.text.Execute(&text, data); err != nil {
		return Mail{}, fmt.Errorf("print letter: %w", err)
	}
	if err := p.html.Execute(&html, data); err != nil {
		return Mail{}, fmt.Errorf("print letter: %w", err)
	}
	return Mail{ID: id, To: l.To, Subject: oneLine(l.Subject), Text: text.String(), HTML: html.String(), Made: made}, nil
}

// oneLine keeps a subject from beginning another head of the mail.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// direction gives the tag of a language and the way it is written.
func direction(locale string) (lang, dir string) {
	tag, err := language.Parse(locale)
	if err != nil || locale == "" {
		return "en", "ltr"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Thaa", "Syrc":
		return tag.String(), "rtl"
	}
	return tag.String(), "ltr"
}
