package realtime

import (
	"time"

	"rapporteur/config"
)

// Limits bound what a socket may cost. Each field names the setting it comes
// from; those without one follow from the protocol.
type Limits struct {
	MaxMessage     int64         // collab.paste, and room for the frame around it: a longer one closes the socket with 1009
	MaxPerPerson   int           // collab.per_person
	MaxSockets     int           // collab.sockets
	MaxDocuments   int           // collab.pending_documents, open ones included
	HeldBytes      int           // collab.queue_bytes: frames that wait for an answer to Auth, a socket
	HeldFrames     int           // collab.queue_messages
	OpenDeadline   time.Duration // collab.authorise: from the first frame of a document to its answer; traffic does not extend it
	Silence        time.Duration // collab.silence: no frame for so long closes with 4408
	Ping           time.Duration // collab.ping: the provider takes 30 s of quiet for a dead line
	WriteDeadline  time.Duration // for 64 KiB to leave
	QueueBytes     int           // collab.slow_reader: what may wait before it is dropped and caught up
	HardQueueBytes int           // collab.queue_bytes and two documents: answers that wait for one who asks but does not read
	FramesPerSec   int           // collab.frames_per_second
	FrameBurst     int           // collab.frame_burst
	MaxClients     int           // collab.awareness_ids: editors one document connection may speak for
	MaxState       int           // collab.awareness
	PresenceEvery  time.Duration // collab.awareness_rate: carets are sent this often at most
	Linger         time.Duration // collab.linger: how long a document stays open after its last reader
	Recheck        time.Duration // collab.recheck: rights and sessions are asked for again this often, events or not
	RecheckSoon    time.Duration // and this soon after an event that may have changed one
	Quiet          time.Duration // a pause in which new blocks are given their ids
	TellEvery      time.Duration // a text that is written in is announced to other features this often
}

// LimitsOf reads them from the configuration.
func LimitsOf(c config.Collab) Limits {
	return Limits{
		MaxMessage:     int64(c.Paste) + 1024,
		MaxPerPerson:   c.PerPerson,
		MaxSockets:     c.Sockets,
		MaxDocuments:   c.PendingDocuments,
		HeldBytes:      int(c.QueueBytes),
		HeldFrames:     c.QueueMessages,
		OpenDeadline:   c.Authorise,
		Silence:        c.Silence,
		Ping:           c.Ping,
		WriteDeadline:  20 * time.Second,
		QueueBytes:     int(c.SlowReader),
		HardQueueBytes: int(c.QueueBytes) + 2*int(c.Document),
		FramesPerSec:   c.FramesPerSecond,
		FrameBurst:     c.FrameBurst,
		MaxClients:     c.AwarenessIDs,
		MaxState:       int(c.Awareness),
		PresenceEvery:  time.Second / time.Duration(max(c.AwarenessRate, 1)),
		Linger:         c.Linger,
		Recheck:        c.Recheck,
		RecheckSoon:    time.Second,
		Quiet:          1500 * time.Millisecond,
		TellEvery:      2 * time.Second,
	}
}
