package httpapi

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/labstack/echo/v4"

	"rapporteur/server/fault"
)

var errContract = fault.New(fault.Invalid, "request.invalid", "Some of what was sent cannot be used. Correct it and send it again.")

// mismatch is a request that does not keep the contract.
type mismatch struct{ fields []misfit }

// misfit is a wrong part of a request: a parameter, or a place in the body.
type misfit struct {
	parameter string // "" for the body
	fault.Field
}

func (m *mismatch) Error() string {
	return fmt.Sprintf("%s: %d wrong", errContract.Code, len(m.fields))
}

// Unwrap makes a mismatch the refusal it is shown as.
func (m *mismatch) Unwrap() error { return errContract }

// validate holds requests to the contract before a handler sees them: types,
// lengths, patterns, unknown fields. It fills in defaults. The body of an
// upload is not looked at: validating would hold it in memory.
func validate(c *contract) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(e echo.Context) error {
			route := c.route(e)
			if route == nil {
				return next(e)
			}
			input := &openapi3filter.RequestValidationInput{
				Request: e.Request(), PathParams: parameters(e), Route: route.Route,
				Options: &openapi3filter.Options{
					MultiError:         true,
					ExcludeRequestBody: route.uploads,
				},
			}
			if err := openapi3filter.ValidateRequest(e.Request().Context(), input); err != nil {
				return refusalOf(err)
			}
			return next(e)
		}
	}
}

// refusalOf words what the validator found, without its text: that repeats
// what was sent and prints the schema.
func refusalOf(err error) error {
	m := &mismatch{}
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return echo.ErrStatusRequestEntityTooLarge
	}
	for _, one := range flatten(err) {
		var request *openapi3filter.RequestError
		if !errors.As(one, &request) {
			m.fields = append(m.fields, misfit{Field: fault.Field{Sentence: unusable}})
			continue
		}
		if strings.HasPrefix(request.Reason, "header Content-Type has unexpected value") {
			return echo.ErrUnsupportedMediaType
		}
		m.fields = append(m.fields, fieldsOfRequest(request)...)
	}
	// The validator walks maps; people and tests want one order.
	slices.SortFunc(m.fields, func(a, b misfit) int {
		return cmp.Compare(cmp.Or(a.parameter, a.Pointer), cmp.Or(b.parameter, b.Pointer))
	})
	return m
}

func fieldsOfRequest(request *openapi3filter.RequestError) []misfit {
	var list []misfit
	for _, one := range flatten(request.Err) {
		field := misfit{Field: fault.Field{Sentence: said("This cannot be read.")}}
		var schema *openapi3.SchemaError
		switch {
		case errors.As(one, &schema):
			field.Field = fault.Field{Pointer: pointerTo(schema.JSONPointer()), Sentence: sentenceFor(schema)}
		case errors.Is(one, openapi3filter.ErrInvalidRequired):
			field.Sentence = needed
		case errors.Is(one, openapi3filter.ErrInvalidEmptyValue):
			field.Sentence = empty
		}
		if p := request.Parameter; p != nil {
			field.parameter, field.Pointer = p.Name, ""
		}
		list = append(list, field)
	}
	return list
}

// flatten takes the nested lists of the validator apart.
func flatten(err error) []error {
	var many openapi3.MultiError
	// A RequestError wraps a list of its own, so only the outermost counts.
	if list, ok := err.(openapi3.MultiError); ok { //nolint:errorlint // see above
		many = list
	} else {
		return []error{err}
	}
	var flat []error
	for _, one := range many {
		flat = append(flat, flatten(one)...)
	}
	return flat
}

// said makes a sentence of its English form and what goes into it.
func said(form string, with ...any) fault.Sentence { return fault.Sentence{Form: form, With: with} }

// What is said of more than one broken rule.
var (
	needed   = said("This is needed.")
	empty    = said("This may not be empty.")
	unusable = said("This cannot be used.")
)

// sentenceFor words a broken rule from the schema alone.
func sentenceFor(broken *openapi3.SchemaError) fault.Sentence {
	s := broken.Schema
	switch broken.SchemaField {
	case "required":
		return needed
	case "type":
		if s.Type != nil && len(*s.Type) > 0 {
			return said("This must be of the type %s.", (*s.Type)[0])
		}
	case "maxLength":
		return said("At most %d characters.", *s.MaxLength)
	case "minLength":
		if s.MinLength == 1 {
			return empty
		}
		return said("At least %d characters.", s.MinLength)
	case "maximum":
		return said("At most %v.", *s.Max)
	case "minimum":
		return said("At least %v.", *s.Min)
	case "maxItems":
		return said("At most %d entries.", *s.MaxItems)
	case "minItems":
		return said("At least %d entries.", s.MinItems)
	case "uniqueItems":
		return said("Each entry may stand here once.")
	case "enum":
		return said("One of: %s.", words(s.Enum))
	case "pattern", "format":
		if s.Format != "" {
			return said("This must be written as a %s.", s.Format)
		}
		return said("This is not written as expected.")
	case "nullable":
		return said("This may not be null.")
	case "properties", "additionalProperties":
		return said("There is a field here that is not known.")
	}
	return unusable
}

func words(values []any) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = fmt.Sprint(v)
	}
	return strings.Join(list, ", ")
}

// pointerTo writes an RFC 6901 pointer.
func pointerTo(path []string) string {
	var b strings.Builder
	for _, step := range path {
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(step))
	}
	return b.String()
}
