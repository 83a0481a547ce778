package httpapi

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"rapporteur/server/httpapi/api"
	"rapporteur/server/notify"
)

// Mailbox shows what the demo has sent. Its mails hold links that open doors,
// so it is there only where Mails is set, and only for whom Local lets pass.
type Mailbox struct {
	Mails func() []notify.Mail      // nil: there is no such box here
	Local func(*http.Request) error // refuses whoever is not on this machine
}

// ListMails shows the box.
func (m *Mailbox) ListMails(ctx context.Context, _ api.ListMailsRequestObject) (api.ListMailsResponseObject, error) {
	x, ok := ctx.Value(exchangeKey{}).(exchange)
	if m.Mails == nil || !ok || m.Local(x.request) != nil {
		return nil, echo.ErrNotFound
	}
	return api.ListMails200JSONResponse{Items: each(m.Mails(), func(one notify.Mail) api.Mail {
		return api.Mail{ID: one.ID, To: one.To, Subject: one.Subject, Text: one.Text, Made: one.Made}
	})}, nil
}
