// Package coedit is the text that several people write at once: what it may
// contain, who wrote which words, what happens to an update before it enters a
// document, and when it counts as saved. It reads and writes documents through
// the Yjs engine, which no other package may touch.
//
// It refuses to know sockets (realtime), pages (httpapi) and who may do what:
// a right is decided elsewhere and handed in. The rules it holds are in
// docs/adr/0009 to 0011.
package coedit
