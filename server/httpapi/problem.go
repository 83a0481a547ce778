package httpapi

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"

	"github.com/labstack/echo/v4"

	"rapporteur/server/fault"
	"rapporteur/server/httpapi/api"
)

// statusOf gives each kind of refusal its status.
var statusOf = map[fault.Kind]int{
	fault.Invalid:         http.StatusBadRequest,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Forbidden:       http.StatusForbidden,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.Gone:            http.StatusGone,
	fault.TooLarge:        http.StatusRequestEntityTooLarge,
	fault.TooMany:         http.StatusTooManyRequests,
	fault.Unavailable:     http.StatusServiceUnavailable,
}

// fromEcho words the refusals of the framework itself.
var fromEcho = map[int]*fault.Fault{
	http.StatusBadRequest:            fault.New(fault.Invalid, "request.invalid", "The request cannot be read."),
	http.StatusNotFound:              fault.New(fault.NotFound, "request.not_found", "There is nothing at this address, or nothing you may see."),
	http.StatusRequestEntityTooLarge: fault.New(fault.TooLarge, "request.too_large", "This is larger than the server takes in one request."),
	http.StatusMethodNotAllowed:      fault.New(fault.NotFound, "request.method", "This address does not take that kind of request."),
	http.StatusUnsupportedMediaType:  fault.New(fault.Invalid, "request.media_type", "Send JSON, with the header Content-Type: application/json."),
}

var (
	errTooSlow  = fault.New(fault.Unavailable, "request.too_slow", "This took too long. Try again.")
	errInternal = fault.New(fault.Internal, "internal",
		"Something went wrong on our side. Try again; if it stays, tell your administrator the reference.")
)

// statusClientGone is what the log says where nobody waits for the answer.
const statusClientGone = 499

// problems turns every error of a handler into an answer.
type problems struct{ log *slog.Logger }

// handle is echo's error handler. What is not a refusal is logged under the id
// of the request, and the person sees that id and nothing else.
func (p problems) handle(err error, e echo.Context) {
	if e.Response().Committed {
		p.log.Warn("the answer broke off", "request", requestID(e), "error", err.Error())
		return
	}
	if errors.Is(err, context.Canceled) && e.Request().Context().Err() != nil {
		e.Response().Status = statusClientGone
		return
	}
	problem := problemOf(err, speechOf(e.Request()))
	if problem.Status >= http.StatusInternalServerError {
		reference := requestID(e)
		problem.Reference = &reference
		p.log.Error("a request failed", "request", reference, "route", e.Path(), "error", err.Error())
	}
	if writeErr := writeProblem(e.Response(), e.Request(), problem); writeErr != nil {
		p.log.Debug("the refusal was not taken", "request", requestID(e), "error", writeErr.Error())
	}
}

// refusalFor finds what to tell of an error, and the status it has beside the
// one of its kind. A surprise keeps its text to itself.
func refusalFor(err error) (refusal *fault.Fault, status int) {
	refusal = fault.Of(err)
	if refusal == nil {
		if framework := (*echo.HTTPError)(nil); errors.As(err, &framework) {
			refusal, status = fromEcho[framework.Code], framework.Code
		}
	}
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		refusal, status = fromEcho[http.StatusRequestEntityTooLarge], 0
	}
	if refusal == nil && errors.Is(err, context.DeadlineExceeded) {
		refusal = errTooSlow
	}
	if refusal == nil || refusal.Kind == fault.Internal {
		return errInternal, http.StatusInternalServerError
	}
	return refusal, cmp.Or(status, statusOf[refusal.Kind])
}

// problemOf words an error in a language.
func problemOf(err error, in speech) api.Problem {
	refusal, status := refusalFor(err)
	return api.Problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Code: refusal.Code,
		Detail: in.say(refusal.Sentence), Errors: fieldsOf(err, refusal, in),
	}
}

// fieldsOf lists what to correct, from a service's refusal or the contract's.
func fieldsOf(err error, refusal *fault.Fault, in speech) *[]api.ProblemField {
	var list []api.ProblemField
	if mismatch := (*mismatch)(nil); errors.As(err, &mismatch) {
		for _, f := range mismatch.fields {
			field := api.ProblemField{Pointer: optional(f.Pointer), Parameter: optional(f.parameter), Detail: in.say(f.Sentence)}
			list = append(list, field)
		}
	}
	for _, f := range refusal.Fields {
		list = append(list, api.ProblemField{Pointer: &f.Pointer, Detail: in.say(f.Sentence)})
	}
	if list == nil {
		return nil
	}
	return &list
}

func writeProblem(w http.ResponseWriter, r *http.Request, p api.Problem) error {
	h := w.Header()
	h.Set(echo.HeaderContentType, "application/problem+json")
	h.Set(echo.HeaderCacheControl, "no-store")
	h.Set("Content-Language", speechOf(r).tag.String())
	h.Add(echo.HeaderVary, "Accept-Language")
	if p.Status == http.StatusUnauthorized {
		h.Set(echo.HeaderWWWAuthenticate, `Bearer realm="rapporteur"`)
	}
	if p.Status == http.StatusTooManyRequests && h.Get(echo.HeaderRetryAfter) == "" {
		h.Set(echo.HeaderRetryAfter, "60")
	}
	w.WriteHeader(p.Status)
	if r.Method == http.MethodHead {
		return nil
	}
	return json.NewEncoder(w).Encode(p)
}
