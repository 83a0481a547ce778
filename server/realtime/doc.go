// Package realtime holds every open socket: the live documents at /collab, in
// the Hocuspocus wire protocol, and a person's feed of events at /feed. It is
// the only package that knows gorilla/websocket.
//
// A connection has one reader and one writer goroutine. A room is one goroutine
// that owns one document; connections post work to it, it pushes frames into
// their bounded queues and never waits for anybody's network. The package
// refuses to know what a document means (coedit) and who may do what: rights
// are asked for and handed on.
package realtime
