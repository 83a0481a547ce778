// Package mailer carries mails: to an SMTP relay, or, in the demo, into a box
// on this machine that its page shows. It refuses to know what they say.
package mailer

import (
	"context"
	"errors"
	"fmt"

	"github.com/wneessen/go-mail"

	"rapporteur/config"
	"rapporteur/server/notify"
)

// Relay is an SMTP relay.
type Relay struct {
	config config.Mail
	domain string // of our Message-IDs
}

// NewRelay describes a relay; nothing is opened until there is something to
// carry. domain names us in Message-IDs.
func NewRelay(c config.Mail, domain string) *Relay { return &Relay{config: c, domain: domain} }

// Carry sends one mail over a connection of its own.
func (r *Relay) Carry(ctx context.Context, m notify.Mail) error {
	message, err := r.compose(m)
	if err != nil {
		// An address that cannot be written will not be better tomorrow.
		return errors.Join(notify.ErrRefused, err)
	}
	client, err := mail.NewClient(r.config.Host, r.options()...)
	if err != nil {
		return fmt.Errorf("reach the relay: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, message); err != nil {
		if refused := (*mail.SendError)(nil); errors.As(err, &refused) && !refused.IsTemp() && refused.ErrorCode() >= 500 {
			return errors.Join(notify.ErrRefused, err)
		}
		return fmt.Errorf("hand a letter to the relay: %w", err)
	}
	return nil
}

// implicitTLS is the port on which TLS comes first (RFC 8314 §3.3).
const implicitTLS = 465

func (r *Relay) options() []mail.Option {
	policy := map[string]mail.TLSPolicy{"required": mail.TLSMandatory, "opportunistic": mail.TLSOpportunistic, "none": mail.NoTLS}[r.config.TLS]
	options := []mail.Option{mail.WithPort(r.config.Port), mail.WithTimeout(r.config.Timeout), mail.WithTLSPolicy(policy)}
	if r.config.Port == implicitTLS {
		options = append(options, mail.WithSSL())
	}
	if r.config.Username != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(r.config.Username), mail.WithPassword(r.config.Password))
	}
	return options
}

// compose makes one message of two parts that say the same.
func (r *Relay) compose(m notify.Mail) (*mail.Msg, error) {
	message := mail.NewMsg()
	if err := message.FromFormat("Rapporteur", r.config.From); err != nil {
		return nil, fmt.Errorf("write the sender: %w", err)
	}
	if err := message.To(m.To); err != nil {
		return nil, fmt.Errorf("write the address: %w", err)
	}
	message.Subject(m.Subject)
	message.SetDateWithValue(m.Made)
	message.SetMessageIDWithValue(m.ID + "@" + r.domain)
	message.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no answering machine answers
	message.SetBodyString(mail.TypeTextPlain, m.Text)
	message.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	return message, nil
}
