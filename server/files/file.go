// Package files keeps the images of the live documents and the papers of the
// agenda: what they may be, how large, and who may see them.
//
// An image is decoded and encoded again, so that what is kept carries no
// position, no camera and no hidden cargo. A paper is kept as it came and is
// only ever offered as a download. It refuses SVG, and it fetches nothing from
// anywhere: bytes come from the person who uploads them.
package files

import (
	"context"
	"io"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// Refusals of an upload, each with the sentence the person reads.
var (
	ErrNotFound   = fault.New(fault.NotFound, "file.not_found", "There is no such file, or you may not see it.")
	ErrEmpty      = fault.New(fault.Invalid, "file.empty", "This file is empty.")
	ErrTooLarge   = fault.New(fault.TooLarge, "file.too_large", "This file is too large.")
	ErrTooMany    = fault.New(fault.TooLarge, "file.too_many_pixels", "This picture has too many pixels.")
	ErrSVG        = fault.New(fault.Invalid, "file.svg", "SVG pictures can carry programs, so they are not taken. Save it as PNG and try again.")
	ErrNotPicture = fault.New(fault.Invalid, "file.not_a_picture", "This is not a picture we can show. PNG, JPEG, GIF and WebP are taken.")
	ErrDamaged    = fault.New(fault.Invalid, "file.damaged", "This picture is damaged and cannot be read. Save it again and try once more.")
	ErrNotPaper   = fault.New(fault.Invalid, "file.not_a_paper", "This kind of file is not taken as a paper. PDF, Word, Excel, PowerPoint, OpenDocument, text, CSV and pictures are.")
	ErrDayFull    = fault.New(fault.TooMany, "file.day_full", "You have uploaded as much as one person can in a day. Go on tomorrow, or make the files smaller.")
	ErrSigned     = fault.New(fault.Unauthenticated, "file.signed_out", "Sign in to upload.")
)

// Purpose says how a file is used, which decides what it may be.
type Purpose string

// The purposes.
const (
	Picture Purpose = "picture" // in a live document; re-encoded, shown in place
	Paper   Purpose = "paper"   // of an agenda item; kept as it is, downloaded
)

// File is one upload and what was made of it. It has the rights of its owner.
type File struct {
	ID      string    `json:"id"`
	Owner   string    `json:"owner"` // a document's name: "deliverable/01j…", "meeting/01j…"
	Purpose Purpose   `json:"purpose"`
	Name    string    `json:"name"` // as the person's computer called it, for the download
	By      string    `json:"by"`   // person id
	At      time.Time `json:"at"`
	Bytes   int64     `json:"bytes"` // kept, all renditions together
	SHA256  string    `json:"sha256"`
	Type    string    `json:"type"` // media type of what is served

	Width      int         `json:"width,omitempty"` // pixels of the largest rendition; 0 for a paper
	Height     int         `json:"height,omitempty"`
	Renditions []Rendition `json:"renditions,omitempty"`
}

// Rendition is one size of a picture.
type Rendition struct {
	Width  int   `json:"width"`
	Height int   `json:"height"`
	Bytes  int64 `json:"bytes"`
}

// Blobs keeps bytes under a name. A name is ours ("01j….640"), never a person's.
type Blobs interface {
	// Put keeps all of data, or nothing.
	Put(ctx context.Context, name string, data []byte) error
	// Open returns ErrNotFound where there is nothing under the name.
	Open(ctx context.Context, name string) (io.ReadSeekCloser, error)
	Remove(ctx context.Context, name string) error
}

// Rights answers for the thing a file hangs on; a file has no rights of its own.
type Rights interface {
	// MayRead returns a NotFound refusal where the owner may not be seen.
	MayRead(ctx context.Context, by identity.Actor, owner string) error
	// MayAttach returns a refusal where nothing may be added to the owner.
	MayAttach(ctx context.Context, by identity.Actor, owner string, purpose Purpose) error
}

// Limits of uploads; see upload.* in the configuration.
type Limits struct {
	Image      int64 // bytes
	Megapixels int
	Paper      int64 // bytes
	Total      int64 // bytes a person a day
}
