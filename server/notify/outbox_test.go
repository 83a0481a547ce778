package notify_test

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"rapporteur/config"
	"rapporteur/server/fault"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/notify"
	"rapporteur/server/sqlitestore"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// carrier takes what it is given, or answers with what the test says.
type carrier struct {
	mu    sync.Mutex // guards what follows
	mails []notify.Mail
	say   error
	heard chan struct{} // told of each mail, where it is not nil
}

func (c *carrier) Carry(_ context.Context, m notify.Mail) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.say != nil {
		return c.say
	}
	c.mails = append(c.mails, m)
	if c.heard != nil {
		close(c.heard)
		c.heard = nil
	}
	return nil
}

type desk struct {
	outbox  *notify.Outbox
	carrier *carrier
	now     time.Time
	written int
	write   error
}

func open(t *testing.T) *desk {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = home.Close() })
	c, err := config.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{carrier: &carrier{}, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return d.now }
	writers := map[string]notify.Writer{"greeting": func(_ context.Context, ref string) (notify.Letter, error) {
		d.written++
		return notify.Letter{To: "lena@example.org", Subject: "Hello " + ref, Lines: []string{"Hello."}, Why: "Because."}, d.write
	}}
	d.outbox, err = notify.NewOutbox(t.Context(), home, d.carrier, writers, c.Mail, clock, id.NewSource(clock, rand.Reader).New, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *desk) queue(t *testing.T, ref string) {
	t.Helper()
	if err := d.outbox.Queue(t.Context(), identity.System(), "greeting", ref); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) send(t *testing.T) {
	t.Helper()
	if err := d.outbox.Send(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) state(t *testing.T, ref string) notify.State {
	t.Helper()
	s, err := d.outbox.StateOf(t.Context(), "greeting", ref)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestALetterIsSentOnce(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.queue(t, "one")
	if got := d.state(t, "one"); got != notify.Waiting {
		t.Errorf("before: %s", got)
	}
	d.send(t)
	d.send(t)
	if len(d.carrier.mails) != 1 || d.carrier.mails[0].Subject != "Hello one" || d.state(t, "one") != notify.Sent {
		t.Errorf("carried %+v, %s", d.carrier.mails, d.state(t, "one"))
	}
	if err := d.outbox.Queue(t.Context(), identity.System(), "insult", "one"); err == nil {
		t.Error("a letter nobody writes was promised")
	}
}

func TestWhatBecomesOfALetterThatWasNotTaken(t *testing.T) {
	t.Parallel()
	away := errors.New("connection refused")
	tests := map[string]struct {
		write, say error
		want       notify.State
	}{
		"the relay is away":               {nil, away, notify.Waiting},
		"the relay says never":            {nil, errors.Join(notify.ErrRefused, away), notify.Failed},
		"the store is busy":               {fault.New(fault.Unavailable, "store.busy", "Busy."), nil, notify.Waiting},
		"a surprise while it was written": {away, nil, notify.Waiting},
		"it is not needed any more":       {identity.ErrUsed, nil, notify.Dropped},
		"its writer says so":              {notify.ErrNotNeeded, nil, notify.Dropped},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			d.write, d.carrier.say = test.write, test.say
			d.queue(t, "one")
			d.send(t)
			if got := d.state(t, "one"); got != test.want {
				t.Errorf("it is %s, want %s", got, test.want)
			}
			d.write, d.carrier.say = nil, nil
			d.now = d.now.Add(2 * time.Minute)
			d.send(t)
			if carried := len(d.carrier.mails) == 1; carried != (test.want == notify.Waiting) {
				t.Errorf("carried later: %v", carried)
			}
		})
	}
}

func TestTriesGrowFurtherApartAndEnd(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.carrier.say = errors.New("away")
	d.queue(t, "one")
	began := d.now
	for d.state(t, "one") == notify.Waiting {
		d.send(t)
		d.now = d.now.Add(15 * time.Minute)
		if d.now.Sub(began) > 10*24*time.Hour {
			t.Fatal("it is never given up")
		}
	}
	// 1, 2, 4 … 128 minutes, looked at every quarter of an hour, then every four hours until three days have passed.
	if took := d.now.Sub(began); d.written < 20 || d.written > 30 || took < 72*time.Hour || took > 77*time.Hour || d.state(t, "one") != notify.Failed {
		t.Errorf("%d tries in %s, then %s", d.written, took, d.state(t, "one"))
	}
}

func TestTheOutboxIsWokenByALetter(t *testing.T) {
	t.Parallel()
	d := open(t)
	heard := make(chan struct{})
	d.carrier.heard = heard
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.outbox.Run(ctx) }() // ends with ctx
	d.queue(t, "one")
	<-heard
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

func TestNothingWaitsWhereMailGoesNowhere(t *testing.T) {
	t.Parallel()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = home.Close() })
	o, err := notify.NewOutbox(t.Context(), home, nil, nil, config.Mail{}, time.Now, id.Default().New, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Queue(t.Context(), identity.System(), "greeting", "one"); err != nil {
		t.Error(err)
	}
	if s, err := o.StateOf(t.Context(), "greeting", "one"); s != "" || err != nil {
		t.Errorf("%q %v", s, err)
	}
}

func TestAnInvitationIsWordedForItsReader(t *testing.T) {
	t.Parallel()
	seat := notify.Invitation{To: "lena@example.org", Inviter: "Warren <b>Smith</b>", Group: "Working group 2", Title: "City Official",
		URL: "https://rapporteur.example.org/auth/invitation/s3cret", Ends: time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC), Platform: "https://rapporteur.example.org"}
	tests := map[string]struct {
		locale, subject, ends, dir string
	}{
		"in English":                       {"en", "Invitation to Working group 2", "16 March 2026", "ltr"},
		"in French":                        {"fr-CH", "Invitation à rejoindre Working group 2", "16 mars 2026", "ltr"},
		"in Arabic":                        {"ar", "دعوة إلى Working group 2", "16 مارس 2026", "rtl"},
		"in a language it is not yet in":   {"zh", "Invitation to Working group 2", "16 March 2026", "ltr"},
		"for somebody of unknown language": {"", "Invitation to Working group 2", "16 March 2026", "ltr"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			i := seat
			i.Locale = test.locale
			letter := notify.InvitationLetter(i)
			mail, err := d.outbox.Print(letter)
			if err != nil {
				t.Fatal(err)
			}
			if mail.Subject != test.subject {
				t.Errorf("subject %q, want %q", mail.Subject, test.subject)
			}
			for _, part := range []string{mail.Text, mail.HTML} {
				if strings.Count(part, i.URL) == 0 || !strings.Contains(part, test.ends) || strings.Contains(part, "%!") {
					t.Errorf("a part lacks the link or the date:\n%s", part)
				}
			}
			if !strings.Contains(mail.HTML, `dir="`+test.dir+`"`) || strings.Contains(mail.HTML, "<b>Smith") || !strings.Contains(mail.Text, "<b>Smith") {
				t.Errorf("written in the wrong direction, or somebody's name is markup:\n%s", mail.HTML)
			}
		})
	}
}
