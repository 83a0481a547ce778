package realtime

import (
	"context"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/identity"
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
	wrote := c.wrote.Swap(false)
	for _, o := range all {
		who := o.who
		if who.SignedIn() {
			var err error
			if who, err = c.server.door.Again(ctx, who); err != nil {
				if reasonOf(err, reasonSignedOut) == reasonSignedOut {
					// The provider reconnects, and is then told to sign in.
					c.close(closeUnauthorized, reasonSignedOut)
					return
				}
				continue
			}
			if wrote {
				if err := c.server.door.AtWork(ctx, who); err != nil {
					c.server.log.Debug("A session was not kept awake.", "error", err)
				}
				wrote = false
			}
		}
		right, err := c.server.access.TextRight(ctx, who, o.link.name)
		if err != nil {
			if reasonOf(err, reasonNotFound) == reasonUnavailable {
				continue
			}
			right = coedit.RightNone
		}
		o.room.post(func() { o.room.rights(o.link, who, right, false) })
	}
}
