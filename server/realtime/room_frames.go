package realtime

import (
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/identity"
	"rapporteur/server/realtime/frame"
)

// maxHeals is how often in a row a client is asked for what its updates build
// on before it is told to start over.
const maxHeals = 5

// join takes a link in: it may read from here on. What it sent meanwhile is
// handled before anything newer.
func (r *Room) join(l *link) {
	if r.putAway != nil {
		r.turnAway(l)
		r.leave(l)
		return
	}
	held, ok := l.goLive(r)
	if !ok {
		r.leave(l)
		return
	}
	r.links[l], r.idle = struct{}{}, time.Time{}
	l.send(frame.Granted(scopeOf(l.right)))
	r.showPresence(l)
	for _, f := range held {
		r.receive(l, f)
	}
}

// dismiss closes the document for one link with a last word; its socket stays.
func (r *Room) dismiss(l *link, word frame.Message) {
	l.send(word)
	l.quit()
	r.leave(l)
}

// rights changes what a link may do. say repeats the scope even where it is the
// same: a client that has sent a fresh token waits for the answer.
func (r *Room) rights(l *link, who identity.Actor, right coedit.Right, say bool) {
	if _, in := r.links[l]; !in {
		return
	}
	if right == coedit.RightNone {
		r.dismiss(l, frame.CloseMessage(reasonRightsLost))
		return
	}
	changed, renamed := right != l.right, who.Name != l.writer.Name
	l.right, l.writer = right, writerOf(who, right, l.conn.schema)
	if changed || say {
		l.send(frame.Granted(scopeOf(right)))
	}
	if renamed {
		r.people.rename(l, r.rooms.limits.MaxState)
		r.presenceChanged()
	}
}

// leave is the end of a link in this room; it happens once, whoever asks.
func (r *Room) leave(l *link) {
	l.once.Do(func() {
		if _, in := r.links[l]; in {
			delete(r.links, l)
			r.people.leave(l)
			r.presenceChanged()
		}
		l.conn.out.forget(l)
		r.rooms.release(r)
		if len(r.links) == 0 {
			r.idle = time.Now()
			r.leaving.Reset(r.rooms.limits.Linger)
		}
	})
}

// receive handles one frame of a link that is in.
func (r *Room) receive(l *link, f frame.Frame) {
	if _, in := r.links[l]; !in || r.putAway != nil {
		return
	}
	switch f.Kind {
	case frame.Sync:
		if f.Step == frame.Step1 {
			r.answer(l, f.Body)
			return
		}
		r.take(l, f.Body, f.Step == frame.Step2)
	case frame.Awareness:
		r.caret(l, f.Body)
	case frame.QueryAwareness:
		r.showPresence(l)
	default: // the rest is the connection's, not a document's
	}
}

// answer brings a client up to date and asks for what the server lacks: first
// our state vector, then the difference, as the provider expects them.
func (r *Room) answer(l *link, vector []byte) {
	r.visible(func() {
		if _, in := r.links[l]; !in {
			return
		}
		if r.bring(l, vector, func() { r.ask(l) }) {
			l.synced, l.base = true, append([]byte(nil), vector...)
		}
	})
}

// ask sends our step 1.
func (r *Room) ask(l *link) { l.send(frame.SyncMessage(frame.Step1, r.doc.StateVector())) }

// bring sends what a holder of the state vector lacks, after what goes before it.
func (r *Room) bring(l *link, vector []byte, before func()) bool {
	diff, err := r.doc.Diff(vector)
	if err != nil {
		l.conn.close(closeReset, "malformed state vector")
		return false
	}
	before()
	l.send(frame.SyncMessage(frame.Step2, diff))
	return true
}

// catchUp brings a slow reader up to date after its waiting frames were
// dropped. It is not asked for anything, since what it sent has arrived: the
// provider would take the acknowledgement of its answer for one of an edit.
func (r *Room) catchUp(l *link) {
	if _, in := r.links[l]; !in || r.putAway != nil {
		return
	}
	r.visible(func() {
		if _, in := r.links[l]; !in {
			return
		}
		l.conn.out.caughtUp(l)
		if l.synced {
			r.bring(l, l.base, func() {})
		}
		r.showPresence(l)
	})
}

// take judges an update, passes it on, and acknowledges it when it is durable.
// Every update and every step 2 gets exactly one acknowledgement; one that
// pends gets it with the step 2 that makes it whole.
func (r *Room) take(l *link, update []byte, step2 bool) {
	out := r.doc.Take(l.writer, update)
	acks := 1
	if step2 {
		acks += l.owed
		l.owed, l.healing = 0, false
	}
	switch out.Verdict {
	case coedit.Refused:
		for range acks {
			l.send(frame.Acknowledge(false))
		}
		if out.Refusal.Reason != "" {
			l.tell(refusal{"refused", out.Refusal.Reason, out.Refusal.Sentence})
		}
		return
	case coedit.Pends:
		r.heal(l, acks)
		return
	default:
	}
	if step2 {
		l.heals = 0
	}
	r.publish(l, out)
	// Also an update without news waits: what it repeats may still be on its way to the disk.
	r.after(r.queued, func() {
		for range acks {
			l.send(frame.Acknowledge(true))
		}
	})
}

// heal asks a client for what its update builds on.
func (r *Room) heal(l *link, acks int) {
	l.owed += acks
	if l.healing {
		return // the answer that is on its way brings this too
	}
	if l.heals++; l.heals > maxHeals {
		l.conn.close(closeReset, "an update builds on one that never came")
		return
	}
	l.healing = true
	r.ask(l)
}

// publish journals an outcome and shows it to everybody it concerns.
func (r *Room) publish(from *link, out coedit.Outcome) {
	r.hand(out.Entries)
	if out.Verdict == coedit.Taken {
		r.wrote()
	}
	if out.Claims {
		r.barrier = r.queued
	}
	if out.Verdict == coedit.Taken && out.Relay != nil {
		r.broadcast(from, out.Relay)
	}
	if len(out.Follow) > 0 {
		// Not shown before it is stored: what an editor brings back after a crash
		// is judged again, and would be followed by the same edits a second time.
		r.barrier = r.queued
	}
	for _, update := range out.Follow {
		r.broadcast(nil, update)
	}
	for _, n := range out.Tell {
		r.after(r.queued, func() {
			for l := range r.links {
				if l.writer.Person == n.Person {
					l.tell(n.Message)
				}
			}
		})
	}
}

// caret takes what an editor says of itself, for editors that are its person's.
func (r *Room) caret(l *link, body []byte) {
	states, err := frame.DecodeStates(body)
	if err != nil {
		l.conn.close(closeReset, "malformed awareness")
		return
	}
	for _, s := range states {
		if !l.editors[s.Client] && len(l.editors) >= r.rooms.limits.MaxClients {
			continue
		}
		c := r.people.carets[s.Client]
		if c == nil && s.Gone() {
			continue
		}
		if c != nil && c.link != l && c.link != nil && c.link.writer.Person != l.writer.Person {
			continue
		}
		entries, ours := r.doc.Claim(l.writer, s.Client)
		if !ours {
			continue
		}
		if len(entries) > 0 {
			r.hand(entries)
			r.barrier = r.queued
		}
		r.people.set(l, s, r.rooms.limits.MaxState)
	}
	r.presenceChanged()
}

// presenceChanged arms the next flush: at once when the last is long ago, so
// that a caret moves with its word, and never more often than the limit.
func (r *Room) presenceChanged() {
	if len(r.people.changed) == 0 {
		return
	}
	wait := r.rooms.limits.PresenceEvery - time.Since(r.flushed)
	r.flushAt.Reset(max(wait, 0))
}

func (r *Room) sendPresence() {
	if r.putAway != nil || len(r.people.changed) == 0 {
		return
	}
	r.flushed = time.Now()
	r.visible(func() {
		states := r.people.flush()
		m := frame.AwarenessMessage(frame.EncodeStates(states))
		for l := range r.links {
			theirs := others(states, l)
			switch len(theirs) {
			case 0:
			case len(states):
				l.offer(m)
			default:
				l.offer(frame.AwarenessMessage(frame.EncodeStates(theirs)))
			}
		}
	})
}

// showPresence sends a link everybody else's carets.
func (r *Room) showPresence(l *link) {
	r.visible(func() {
		if states := others(r.people.all(), l); len(states) > 0 {
			l.offer(frame.AwarenessMessage(frame.EncodeStates(states)))
		}
	})
}
