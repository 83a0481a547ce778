package httpapi

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	"rapporteur/config"
	"rapporteur/server/calendar"
	"rapporteur/server/httpapi/api"
)

// CalendarPattern is where calendars fetch their feeds: outside the contract,
// because the address itself is the secret. The log names the pattern only.
const CalendarPattern = "/ics/*"

// Calendars answers the operations on calendar feeds.
type Calendars struct {
	service *calendar.Service
	public  string // the address people type
	log     *slog.Logger
}

// NewCalendars answers from the given service.
func NewCalendars(s *calendar.Service, c config.Config, log *slog.Logger) *Calendars {
	return &Calendars{service: s, public: c.PublicURL, log: log}
}

// ListCalendarFeeds gives the feeds of who asks.
func (h *Calendars) ListCalendarFeeds(ctx context.Context, _ api.ListCalendarFeedsRequestObject) (api.ListCalendarFeedsResponseObject, error) {
	feeds, err := h.service.List(ctx, actor(ctx))
	if err != nil {
		return nil, err
	}
	return api.ListCalendarFeeds200JSONResponse{Items: each(feeds, feedOf)}, nil
}

// MakeCalendarFeed gives an address to subscribe to.
func (h *Calendars) MakeCalendarFeed(ctx context.Context, r api.MakeCalendarFeedRequestObject) (api.MakeCalendarFeedResponseObject, error) {
	feed, secret, err := h.service.Make(ctx, actor(ctx), string(r.Body.Scope))
	if err != nil {
		return nil, err
	}
	return api.MakeCalendarFeed201JSONResponse{URL: h.address(secret), Feed: feedOf(feed)}, nil
}

// RenewCalendarFeed gives a feed another address.
func (h *Calendars) RenewCalendarFeed(ctx context.Context, r api.RenewCalendarFeedRequestObject) (api.RenewCalendarFeedResponseObject, error) {
	feed, secret, err := h.service.Renew(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	return api.RenewCalendarFeed200JSONResponse{URL: h.address(secret), Feed: feedOf(feed)}, nil
}

// EndCalendarFeed ends a feed.
func (h *Calendars) EndCalendarFeed(ctx context.Context, r api.EndCalendarFeedRequestObject) (api.EndCalendarFeedResponseObject, error) {
	if err := h.service.End(ctx, actor(ctx), r.ID); err != nil {
		return nil, err
	}
	return api.EndCalendarFeed204Response{}, nil
}

// GetMeetingFile gives one meeting as a file.
func (h *Calendars) GetMeetingFile(ctx context.Context, r api.GetMeetingFileRequestObject) (api.GetMeetingFileResponseObject, error) {
	body, err := h.service.Single(ctx, actor(ctx), r.ID)
	if err != nil {
		return nil, err
	}
	return meetingFile{body}, nil
}

// meetingFile is downloaded rather than shown.
type meetingFile struct{ body []byte }

// VisitGetMeetingFileResponse writes the file.
func (f meetingFile) VisitGetMeetingFileResponse(w http.ResponseWriter) error {
	w.Header().Set("Content-Type", calendarType)
	w.Header().Set("Content-Disposition", `attachment; filename="meeting.ics"`)
	w.Header().Set("Cache-Control", "private, no-cache")
	_, err := w.Write(f.body)
	return err
}

const calendarType = "text/calendar; charset=utf-8"

func (h *Calendars) address(secret string) string {
	return h.public + path.Dir(CalendarPattern) + "/" + secret + ".ics"
}

func feedOf(f calendar.Known) api.CalendarFeed {
	return api.CalendarFeed{
		ID: f.ID, Title: f.Scope, State: api.CalendarFeedStateOpen, Scope: f.Scope, Created: f.Created,
		Renewed: moment(f.Renewed), Used: moment(f.Used), Can: []string{"renew", "end"},
	}
}

// ServeHTTP answers a calendar that comes to fetch its feed. It has no cookie
// and no token; the secret in the address says whose it is.
func (h *Calendars) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		h.refuse(w, r, fromEcho[http.StatusMethodNotAllowed])
		return
	}
	secret, ok := strings.CutSuffix(path.Base(r.URL.Path), ".ics")
	if !ok {
		h.refuse(w, r, calendar.ErrNoFeed)
		return
	}
	c, err := h.service.Fetch(r.Context(), secret)
	if err != nil {
		h.refuse(w, r, err)
		return
	}
	w.Header().Set("Content-Type", calendarType)
	w.Header().Set("Content-Disposition", `inline; filename="rapporteur.ics"`)
	w.Header().Set("Cache-Control", "private, no-cache") // may be kept, and is asked for again each time
	w.Header().Set("ETag", `"`+c.Tag+`"`)
	w.Header().Set("Referrer-Policy", "no-referrer")
	w.Header().Set("X-Robots-Tag", "noindex")
	http.ServeContent(w, r, "", c.Changed, bytes.NewReader(c.Body))
}

// refuse answers outside the contract as problems.go does inside it. What it
// logs holds no address.
func (h *Calendars) refuse(w http.ResponseWriter, r *http.Request, err error) {
	problem := problemOf(err, speechOf(r))
	if problem.Status >= http.StatusInternalServerError {
		reference := w.Header().Get(echo.HeaderXRequestID)
		problem.Reference = &reference
		h.log.Error("a calendar could not be given", "request", reference, "error", err.Error())
	}
	if err := writeProblem(w, r, problem); err != nil {
		h.log.Debug("the refusal was not taken", "error", err.Error())
	}
}
