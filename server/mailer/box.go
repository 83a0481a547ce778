package mailer

import (
	"context"
	"slices"
	"sync"

	"rapporteur/server/notify"
)

// maxKept is how many mails a box holds; the oldest goes first.
const maxKept = 200

// Box keeps mails in memory, for a demo without a relay. What is in it holds
// links that open doors, so it is gone with the process.
type Box struct {
	mu    sync.Mutex // guards mails
	mails []notify.Mail
}

// Carry puts a mail into the box; the same one again changes nothing.
func (b *Box) Carry(_ context.Context, m notify.Mail) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.mails = slices.DeleteFunc(b.mails, func(other notify.Mail) bool { return other.ID == m.ID })
	b.mails = append(b.mails, m)
	b.mails = b.mails[max(0, len(b.mails)-maxKept):]
	return nil
}

// Mails gives what is in the box, the newest first.
func (b *Box) Mails() []notify.Mail {
	b.mu.Lock()
	defer b.mu.Unlock()
	mails := slices.Clone(b.mails)
	slices.Reverse(mails)
	return mails
}
