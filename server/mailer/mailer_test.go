package mailer_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"rapporteur/config"
	"rapporteur/server/mailer"
	"rapporteur/server/notify"
)

// sink is an SMTP server that keeps what it is given, or says no.
type sink struct {
	mu       sync.Mutex // guards what follows
	from, to string
	data     []byte
	refuse   *smtp.SMTPError
}

func (s *sink) NewSession(*smtp.Conn) (smtp.Session, error) { return s, nil }
func (s *sink) Reset()                                      {}
func (s *sink) Logout() error                               { return nil }
func (s *sink) Mail(from string, _ *smtp.MailOptions) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.from = from
	return nil
}
func (s *sink) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		return s.refuse
	}
	s.to = to
	return nil
}
func (s *sink) Data(r io.Reader) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data, err = io.ReadAll(r)
	return err
}

func open(t *testing.T, s *sink) *mailer.Relay {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(s)
	server.Domain, server.ErrorLog = "localhost", quiet{}
	go func() { _ = server.Serve(listener) }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return mailer.NewRelay(config.Mail{Host: "127.0.0.1", Port: number, From: "rapporteur@example.org", TLS: "none", Timeout: 10 * time.Second}, "rapporteur.example.org")
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

var letter = notify.Mail{ID: "01abc", To: "lena@example.org", Subject: "دعوة إلى Working group 2", Text: "Bonjour à tous\nhttps://x.example/", HTML: "<p>Bonjour à tous</p>",
	Made: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}

func TestAMailArrivesAsItWasWritten(t *testing.T) {
	t.Parallel()
	s := &sink{}
	if err := open(t, s).Carry(t.Context(), letter); err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(s.data))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil || subject != letter.Subject || s.to != letter.To || s.from != "rapporteur@example.org" {
		t.Errorf("subject %q, from %q to %q, %v", subject, s.from, s.to, err)
	}
	for head, want := range map[string]string{"Message-Id": "<01abc@rapporteur.example.org>", "Auto-Submitted": "auto-generated", "Date": "Mon, 02 Mar 2026 09:00:00 +0000"} {
		if got := m.Header.Get(head); got != want {
			t.Errorf("%s is %q, want %q", head, got, want)
		}
	}
	kind, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s %v", kind, err)
	}
	parts := multipart.NewReader(m.Body, parameters["boundary"])
	for _, want := range []string{letter.Text, letter.HTML} {
		part, err := parts.NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(quotedprintable.NewReader(part))
		if got := strings.ReplaceAll(strings.TrimSpace(string(content)), "\r\n", "\n"); err != nil || got != want {
			t.Errorf("a part is %q, want %q (%v)", got, want, err)
		}
	}
}

func TestARelayThatSaysNo(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		code  int
		final bool
	}{
		"not now":                {451, false},
		"no such address, ever":  {550, true},
		"the box is full, later": {452, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := open(t, &sink{refuse: &smtp.SMTPError{Code: test.code, Message: "no"}}).Carry(t.Context(), letter)
			if err == nil || errors.Is(err, notify.ErrRefused) != test.final {
				t.Errorf("%d gives %v, want it final: %v", test.code, err, test.final)
			}
		})
	}
	gone := mailer.NewRelay(config.Mail{Host: "127.0.0.1", Port: 1, From: "r@example.org", TLS: "none", Timeout: time.Second}, "x")
	if err := gone.Carry(t.Context(), letter); err == nil || errors.Is(err, notify.ErrRefused) {
		t.Errorf("a relay that is away: %v, want to try again", err)
	}
	strict := open(t, &sink{})
	if err := strict.Carry(t.Context(), notify.Mail{To: "not an address"}); !errors.Is(err, notify.ErrRefused) {
		t.Errorf("no address: %v, want it final", err)
	}
}

func TestTLSIsNotGivenUpInSilence(t *testing.T) {
	t.Parallel()
	s := &sink{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(s)
	server.ErrorLog = quiet{}
	go func() { _ = server.Serve(listener) }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
	port := listener.Addr().(*net.TCPAddr).Port
	relay := mailer.NewRelay(config.Mail{Host: "127.0.0.1", Port: port, From: "r@example.org", TLS: "required", Timeout: 10 * time.Second}, "x")
	if err := relay.Carry(t.Context(), letter); err == nil || s.data != nil {
		t.Errorf("a letter left without TLS: %v", err)
	}
}

func TestABoxKeepsTheNewest(t *testing.T) {
	t.Parallel()
	b := &mailer.Box{}
	for i := range 250 {
		for range 2 { // the same letter twice is one
			if err := b.Carry(t.Context(), notify.Mail{ID: fmt.Sprint(i)}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if mails := b.Mails(); len(mails) != 200 || mails[0].ID != "249" {
		t.Errorf("%d mails, first %s", len(mails), mails[0].ID)
	}
}
