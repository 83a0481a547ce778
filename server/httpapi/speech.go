package httpapi

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"golang.org/x/text/language"

	"rapporteur/server/fault"
)

// speech words refusals in one language. Sentences are looked up by their
// English form; what is not translated is said in English.
type speech struct {
	tag   language.Tag
	forms map[string]string
}

//go:embed speech
var speechFiles embed.FS

var (
	spoken       = []language.Tag{language.English, language.French, language.Arabic} // the first answers for all others
	speeches     = readSpeeches()
	speechChoice = language.NewMatcher(spoken)
)

func readSpeeches() []speech {
	list := make([]speech, len(spoken))
	for i, tag := range spoken {
		list[i] = speech{tag: tag}
		text, err := speechFiles.ReadFile("speech/" + tag.String() + ".json")
		if i == 0 && err != nil {
			continue // English is what the code says
		}
		if err == nil {
			err = json.Unmarshal(text, &list[i].forms)
		}
		if err != nil {
			panic(fmt.Errorf("the refusals in %s: %w", tag, err))
		}
	}
	return list
}

// speechOf is the language the reader asks for (RFC 9110 §12.5.4).
func speechOf(r *http.Request) speech {
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return speeches[0]
	}
	_, which, _ := speechChoice.Match(wanted...)
	return speeches[which]
}

func (in speech) form(english string) string {
	if own, ok := in.forms[english]; ok {
		return own
	}
	return english
}

// say gives a sentence with what goes into it.
func (in speech) say(s fault.Sentence) string {
	if len(s.With) == 0 {
		return in.form(s.Form)
	}
	with := make([]any, len(s.With))
	for i, one := range s.With {
		switch one := one.(type) {
		case fault.Word:
			with[i] = in.form(string(one))
		case fault.Words:
			with[i] = in.list(one)
		default:
			with[i] = one
		}
	}
	return fmt.Sprintf(in.form(s.Form), with...)
}

func (in speech) list(words fault.Words) string {
	text := make([]string, len(words))
	for i, word := range words {
		text[i] = in.form(string(word))
	}
	if len(text) < 2 {
		return strings.Join(text, "")
	}
	last := len(text) - 1
	return fmt.Sprintf(in.form("%s and %s"), strings.Join(text[:last], in.form(", ")), text[last])
}
