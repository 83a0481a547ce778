package realtime

import (
	"context"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/identity"
	"rapporteur/server/realtime/frame"
)

// checkPatience bounds one question about one right.
const checkPatience = 5 * time.Second

// check asks again for the session and the rights behind every open document of
// a socket. A store that does not answer changes nothing: the next check will.
func (c *conn) check() {
	type opened struct {
		link *link
		room *Room
		who  identity.Actor
	}
	var all []opened
	c.mu.Lock()
	for _, l := range c.links {
		if l.phase == live {
			all = append(all, opened{l, l.room, l.actor})
		}
	}
	c.mu.Unlock()
	ctx, cancel := context.WithTimeout(c.ctx, checkPatience)
	defer cancel()
	signedOut := false
	for _, o := range all {
		if o.who.SignedIn() {
			if err := c.server.door.Alive(ctx, o.who); err != nil {
				if reasonOf(err, reasonSignedOut) == reasonSignedOut {
					o.room.post(func() { o.room.dismiss(o.link, frame.CloseMessage(reasonSignedOut)) })
					signedOut = true
				}
				continue
			}
		}
		right, err := c.server.access.TextRight(ctx, o.who, o.link.name)
		if err != nil {
			if reasonOf(err, reasonNotFound) == reasonUnavailable {
				continue
			}
			right = coedit.RightNone
		}
		o.room.post(func() { o.room.rights(o.link, o.who, right, false) })
	}
	if signedOut {
		// After the rooms have said so: the provider then reconnects and is told to sign in.
		c.close(closeUnauthorized, reasonSignedOut)
	}
}
