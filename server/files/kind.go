package files

import (
	"bytes"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// pictures are the formats taken, by content.
var pictures = map[string]bool{"image/png": true, "image/jpeg": true, "image/gif": true, "image/webp": true}

// papers are the formats an agenda item can carry, by content.
var papers = []string{
	"application/pdf",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"application/vnd.openxmlformats-officedocument.presentationml.presentation",
	"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
	"application/vnd.oasis.opendocument.text",
	"application/vnd.oasis.opendocument.spreadsheet",
	"application/vnd.oasis.opendocument.presentation",
	"application/rtf", "text/rtf", "text/csv", "text/tab-separated-values",
	"image/png", "image/jpeg", "image/gif", "image/webp",
}

// pictureType gives the media type of a picture by what is in it; what the
// sender says it is does not count.
func pictureType(data []byte) (string, error) {
	found := mimetype.Detect(data)
	switch {
	case pictures[found.String()]:
		return found.String(), nil
	case found.Is("image/svg+xml") || looksLikeSVG(data):
		return "", ErrSVG
	default:
		return "", ErrNotPicture
	}
}

// looksLikeSVG catches an SVG behind comments or a document type, which
// sniffing by the first bytes calls text or XML. It is only asked for the
// sentence: nothing but the four picture formats is ever taken.
func looksLikeSVG(data []byte) bool {
	return bytes.Contains(bytes.ToLower(data[:min(len(data), 4096)]), []byte("<svg"))
}

// paperType gives the media type a paper is served with. Markup is refused:
// a page somebody else wrote must not run beside ours.
func paperType(data []byte) (string, error) {
	found := mimetype.Detect(data)
	for _, p := range papers {
		if found.Is(p) {
			return p, nil
		}
	}
	if looksLikeSVG(data) || found.Is("image/svg+xml") {
		return "", ErrSVG
	}
	// Plain text is what remains when nothing else fits: a bare MIME tree leaf.
	if strings.HasPrefix(found.String(), "text/plain") {
		return "text/plain; charset=utf-8", nil
	}
	return "", ErrNotPaper
}
