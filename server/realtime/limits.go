package realtime

import "time"

// Limits bound what a socket may cost. Each field is a name in the
// configuration, under collab.
type Limits struct {
	MaxMessage     int64         // max_message_bytes: a longer frame closes the socket with 1009
	MaxPerPerson   int           // max_sockets_per_person
	MaxSockets     int           // max_sockets, over all persons
	MaxDocuments   int           // max_documents_per_socket
	HeldBytes      int           // held_bytes: frames that wait for an answer to Auth, a socket
	HeldFrames     int           // held_frames
	OpenDeadline   time.Duration // open_deadline: from the first frame of a document to its answer; traffic does not extend it
	Silence        time.Duration // silence: no frame for so long closes with 4408
	Ping           time.Duration // ping: the provider takes 30 s of quiet for a dead line
	WriteDeadline  time.Duration // write_deadline for one joined write
	QueueBytes     int           // queue_bytes: what may wait for a slow reader before it is dropped and caught up
	HardQueueBytes int           // hard_queue_bytes: answers that wait for one who asks but does not read
	FramesPerSec   int           // frames_per_second a socket; more are read later
	FrameBurst     int           // frame_burst
	MaxClients     int           // max_editors_per_socket: Yjs client ids one document connection may speak for
	MaxState       int           // max_awareness_bytes a state
	PresenceEvery  time.Duration // presence_every: carets are sent on this often at most
	Linger         time.Duration // linger: how long a document stays open after its last reader
	Recheck        time.Duration // recheck: every right and session is asked for again this often, events or not
	RecheckSoon    time.Duration // recheck_soon: and this soon after an event that may have changed one
	Stateless      int           // max_stateless_bytes
}

// DefaultLimits are for a working group on one machine.
func DefaultLimits() Limits {
	return Limits{
		MaxMessage:     4<<20 + 1024,
		MaxPerPerson:   20,
		MaxSockets:     5000,
		MaxDocuments:   100,
		HeldBytes:      5 << 20,
		HeldFrames:     1000,
		OpenDeadline:   60 * time.Second,
		Silence:        60 * time.Second,
		Ping:           18 * time.Second,
		WriteDeadline:  20 * time.Second,
		QueueBytes:     1 << 20,
		HardQueueBytes: 8 << 20,
		FramesPerSec:   500,
		FrameBurst:     2000,
		MaxClients:     8,
		MaxState:       4 << 10,
		PresenceEvery:  100 * time.Millisecond,
		Linger:         20 * time.Second,
		Recheck:        time.Minute,
		RecheckSoon:    time.Second,
		Stateless:      4 << 10,
	}
}
