package calendar

import (
	"bytes"
	"unicode/utf8"
)

// longestLine is in octets, without the line break (RFC 5545 §3.1).
const longestLine = 75

// fold breaks lines that are too long. A break is never inside a character:
// the standard allows it, and readers that decode line by line garble it.
func fold(calendar []byte) []byte {
	var folded bytes.Buffer
	folded.Grow(len(calendar) + len(calendar)/longestLine*3)
	for line := range bytes.SplitSeq(bytes.TrimSuffix(calendar, []byte("\r\n")), []byte("\r\n")) {
		room := longestLine
		for len(line) > room {
			cut := room
			for cut > 0 && !utf8.RuneStart(line[cut]) {
				cut--
			}
			if cut == 0 {
				cut = room // not text; it has to be broken somewhere
			}
			folded.Write(line[:cut])
			folded.WriteString("\r\n ")
			line, room = line[cut:], longestLine-1 // the space counts
		}
		folded.Write(line)
		folded.WriteString("\r\n")
	}
	return folded.Bytes()
}
