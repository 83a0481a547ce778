package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/id"
	"rapporteur/server/identity"
)

// Shape is how files are found: by what they hang on, and by who uploaded when.
var Shape = docstore.Shape{Name: "files", Fields: []docstore.Field{
	{Name: "owner", Kind: docstore.Text},
	{Name: "by", Kind: docstore.Text},
	{Name: "at", Kind: docstore.Moment},
}}

// Index derives the fields of Shape.
func Index(f File) map[string][]any {
	return map[string][]any{"owner": {f.Owner}, "by": {f.By}, "at": {f.At}}
}

// picturesAtOnce bounds the memory that pictures in work can take.
const picturesAtOnce = 2

// Service takes uploads and gives them back to who may see them.
type Service struct {
	files  *docstore.Collection[File]
	blobs  Blobs
	rights Rights
	ids    *id.Source
	limits Limits
	now    func() time.Time
	studio *studio
}

// NewService keeps what is known of a file in the collection and its bytes in blobs.
func NewService(files *docstore.Collection[File], blobs Blobs, rights Rights, ids *id.Source, limits Limits, now func() time.Time) *Service {
	return &Service{files: files, blobs: blobs, rights: rights, ids: ids, limits: limits, now: now, studio: newStudio(picturesAtOnce)}
}

// AddPicture takes a picture for a live document. It returns ErrSVG,
// ErrNotPicture, ErrTooLarge, ErrTooMany, ErrDamaged or ErrDayFull, and
// nothing is kept then.
func (s *Service) AddPicture(ctx context.Context, by identity.Actor, owner, name string, body io.Reader) (File, error) {
	data, err := s.receive(ctx, by, owner, Picture, body, s.limits.Image)
	if err != nil {
		return File{}, err
	}
	sizes, kind, err := s.studio.develop(ctx, data, s.limits.Megapixels)
	if err != nil {
		return File{}, fmt.Errorf("take picture for %s: %w", owner, err)
	}
	largest := sizes[len(sizes)-1]
	f := s.describe(by, owner, Picture, name, kind, largest.data)
	f.Width, f.Height, f.Bytes = largest.Width, largest.Height, 0
	for _, r := range sizes {
		f.Renditions = append(f.Renditions, r.Rendition)
		f.Bytes += r.Bytes
		if err := s.blobs.Put(ctx, rendition(f.ID, r.Width), r.data); err != nil {
			return File{}, fmt.Errorf("keep picture for %s: %w", owner, err)
		}
	}
	return s.register(ctx, f)
}

// AddPaper takes a paper of an agenda item, as it is. It returns ErrNotPaper,
// ErrSVG, ErrTooLarge or ErrDayFull, and nothing is kept then.
func (s *Service) AddPaper(ctx context.Context, by identity.Actor, owner, name string, body io.Reader) (File, error) {
	data, err := s.receive(ctx, by, owner, Paper, body, s.limits.Paper)
	if err != nil {
		return File{}, err
	}
	kind, err := paperType(data)
	if err != nil {
		return File{}, fmt.Errorf("take paper for %s: %w", owner, err)
	}
	f := s.describe(by, owner, Paper, name, kind, data)
	if err := s.blobs.Put(ctx, f.ID, data); err != nil {
		return File{}, fmt.Errorf("keep paper for %s: %w", owner, err)
	}
	return s.register(ctx, f)
}

// Get tells about a file to who may see what it hangs on; ErrNotFound to others.
func (s *Service) Get(ctx context.Context, by identity.Actor, fileID string) (File, error) {
	d, err := s.files.Get(ctx, fileID)
	if errors.Is(err, docstore.ErrNotFound) {
		return File{}, ErrNotFound
	}
	if err != nil {
		return File{}, fmt.Errorf("get file %s: %w", fileID, err)
	}
	if err := s.rights.MayRead(ctx, by, d.Value.Owner); err != nil {
		if fault.KindOf(err) == fault.Internal {
			return File{}, err
		}
		return File{}, ErrNotFound.Because(err)
	}
	return d.Value, nil
}

// Open gives the bytes of a file; of a picture, the smallest rendition that is
// at least width pixels wide, or the largest there is. Close what it returns.
func (s *Service) Open(ctx context.Context, by identity.Actor, fileID string, width int) (File, io.ReadSeekCloser, error) {
	f, err := s.Get(ctx, by, fileID)
	if err != nil {
		return File{}, nil, err
	}
	blob := f.ID
	if f.Purpose == Picture {
		best := f.Renditions[len(f.Renditions)-1]
		for _, r := range f.Renditions {
			if r.Width >= width {
				best = r
				break
			}
		}
		blob = rendition(f.ID, best.Width)
	}
	body, err := s.blobs.Open(ctx, blob)
	if err != nil {
		return File{}, nil, fmt.Errorf("open file %s: %w", fileID, err)
	}
	return f, body, nil
}

// Of lists the files of one owner, oldest first.
func (s *Service) Of(ctx context.Context, by identity.Actor, owner string) ([]File, error) {
	if err := s.rights.MayRead(ctx, by, owner); err != nil {
		return nil, err
	}
	found, err := s.files.All(ctx, docstore.Query{Where: []docstore.Condition{docstore.Is("owner", owner)}, Order: "at"})
	if err != nil {
		return nil, fmt.Errorf("files of %s: %w", owner, err)
	}
	list := make([]File, 0, len(found))
	for _, d := range found {
		list = append(list, d.Value)
	}
	return list, nil
}

// receive reads an upload whole, within its limit and the day's.
func (s *Service) receive(ctx context.Context, by identity.Actor, owner string, purpose Purpose, body io.Reader, limit int64) ([]byte, error) {
	if !by.SignedIn() {
		return nil, ErrSigned
	}
	if err := s.rights.MayAttach(ctx, by, owner, purpose); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read upload for %s: %w", owner, err)
	case len(data) == 0:
		return nil, ErrEmpty
	case int64(len(data)) > limit:
		return nil, ErrTooLarge.Saying("This file is larger than %d MiB, which is the most that is taken. Make it smaller and try again.", limit>>20)
	}
	return data, s.room(ctx, by, int64(len(data)))
}

// room refuses what would take a person over the day's total.
func (s *Service) room(ctx context.Context, by identity.Actor, more int64) error {
	day := s.now().Add(-24 * time.Hour)
	found, err := s.files.All(ctx, docstore.Query{Where: []docstore.Condition{
		docstore.Is("by", by.Person), docstore.Between("at", day, nil),
	}})
	if err != nil {
		return fmt.Errorf("uploads of the day: %w", err)
	}
	total := more
	for _, d := range found {
		total += d.Value.Bytes
	}
	if total > s.limits.Total && !by.IsSystem() {
		return ErrDayFull
	}
	return nil
}

func (s *Service) describe(by identity.Actor, owner string, purpose Purpose, name, kind string, data []byte) File {
	sum := sha256.Sum256(data)
	return File{
		ID: s.ids.New(), Owner: owner, Purpose: purpose, Name: cleanName(name), By: by.Person, At: s.now().UTC(),
		Bytes: int64(len(data)), SHA256: hex.EncodeToString(sum[:]), Type: kind,
	}
}

// register makes the file known. Bytes are kept before, so that a file that is
// known can always be opened; bytes left by a crash in between are nobody's.
func (s *Service) register(ctx context.Context, f File) (File, error) {
	if _, err := s.files.Insert(ctx, f.ID, f.By, "upload "+string(f.Purpose), f); err != nil {
		return File{}, fmt.Errorf("register file: %w", err)
	}
	return f, nil
}

func rendition(fileID string, width int) string { return fileID + "." + strconv.Itoa(width) }

// maxName is the longest file name kept, in bytes, as common file systems have it.
const maxName = 255

// cleanName keeps the last part of a name, without control characters, so that
// it can be offered again at download.
func cleanName(name string) string {
	name = path.Base(strings.ReplaceAll(name, "\\", "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, "")))
	for len(name) > maxName {
		runes := []rune(name)
		name = string(runes[1:]) // the ending says what it is, so the beginning goes
	}
	if name == "" || name == "." || name == "/" || name == ".." {
		return "file"
	}
	return name
}
