package realtime

// Close codes of the collab socket. The provider reconnects after every one of
// them; what must not come back is refused per document instead (docs/adr/0009).
const (
	closeGoingAway    = 1001 // the server stops
	closeTooBig       = 1009 // a frame over MaxMessage
	closeReset        = 4205 // malformed frame, queue overflow, or the document was put away
	closeUnauthorized = 4401 // the session or the token has ended
	closeForbidden    = 4403 // too many sockets
	closeTimeout      = 4408 // nothing heard, or no answer to Auth in time
)

// Reasons a client is told, as stable words: of a denied Auth, of a CLOSE for
// one document and of a refused update.
const (
	reasonNotFound    = "not-found"     // also for what the person may not know exists
	reasonSignedOut   = "signed-out"    // no session, or it has ended: sign in again
	reasonTooMany     = "too-many"      // sockets or documents
	reasonUnreadable  = "unreadable"    // the stored document does not load whole; nothing was changed
	reasonRightsLost  = "rights-lost"   // what was readable is not any more
	reasonUnavailable = "unavailable"   // a dependency does not answer; trying again helps
	reasonBadToken    = "token-refused" // unknown, revoked, expired, or without the scope collab
)
