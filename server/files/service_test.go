package files_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapporteur/server/docstore"
	"rapporteur/server/fault"
	"rapporteur/server/files"
	"rapporteur/server/id"
	"rapporteur/server/identity"
	"rapporteur/server/sqlitestore"
)

// doors lets Lena add and John read, and nobody else know.
type doors struct{}

var (
	errHidden = fault.New(fault.NotFound, "hidden", "Hidden.")
	errNo     = fault.New(fault.Forbidden, "no", "No.")
	lena      = identity.Actor{Person: "lena"}
	john      = identity.Actor{Person: "john"}
)

func (doors) MayRead(_ context.Context, by identity.Actor, _ string) error {
	if by.Person == "lena" || by.Person == "john" {
		return nil
	}
	return errHidden
}

func (d doors) MayAttach(ctx context.Context, by identity.Actor, owner string, _ files.Purpose) error {
	if by.Person == "lena" {
		return nil
	}
	if err := d.MayRead(ctx, by, owner); err != nil {
		return err
	}
	return errNo
}

func newService(t *testing.T, limits files.Limits) (*files.Service, string) {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, home.Close()) })
	known, err := docstore.Open(t.Context(), home, files.Shape, files.Index, time.Now)
	must(t, err)
	folder := t.TempDir()
	disk, err := files.OpenDisk(folder)
	must(t, err)
	return files.NewService(known, disk, doors{}, id.Default(), limits, time.Now), folder
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))))
	return b.Bytes()
}

func wide() files.Limits {
	return files.Limits{Image: 1 << 20, Megapixels: 4, Paper: 1 << 20, Total: 4 << 20}
}

func TestAPictureHasTheRightsOfWhatItHangsOn(t *testing.T) {
	t.Parallel()
	s, _ := newService(t, wide())
	f, err := s.AddPicture(t.Context(), lena, "deliverable/d", `C:\Photos\square.png`, bytes.NewReader(picture(t, 1000, 500)))
	must(t, err)
	if f.Name != "square.png" || f.Width != 1000 || len(f.Renditions) != 2 {
		t.Errorf("got %+v, want square.png in two sizes", f)
	}
	for width, want := range map[int]int{0: 640, 640: 640, 641: 1000, 5000: 1000} {
		_, body, err := s.Open(t.Context(), john, f.ID, width)
		must(t, err)
		head, _, err := image.DecodeConfig(body)
		must(t, errors.Join(err, body.Close()))
		if head.Width != want {
			t.Errorf("asked for %d: got %d wide, want %d", width, head.Width, want)
		}
	}
	if _, _, err := s.Open(t.Context(), identity.Public(), f.ID, 0); !errors.Is(err, files.ErrNotFound) {
		t.Errorf("the public: got %v, want not found", err)
	}
	if _, err := s.AddPicture(t.Context(), john, "deliverable/d", "x.png", bytes.NewReader(picture(t, 4, 4))); !errors.Is(err, errNo) {
		t.Errorf("a reader adds: got %v", err)
	}
	if _, err := s.AddPicture(t.Context(), identity.Public(), "deliverable/d", "x.png", bytes.NewReader(picture(t, 4, 4))); !errors.Is(err, files.ErrSigned) {
		t.Errorf("the public adds: got %v", err)
	}
}

func TestWhatIsRefusedIsNotKept(t *testing.T) {
	t.Parallel()
	s, folder := newService(t, files.Limits{Image: 20000, Megapixels: 1, Paper: 100, Total: 4 << 20})
	tests := map[string]struct {
		add  func(context.Context, identity.Actor, string, string, io.Reader) (files.File, error)
		data string
		want error
	}{
		"an empty picture":     {s.AddPicture, "", files.ErrEmpty},
		"a picture too large":  {s.AddPicture, strings.Repeat("x", 20001), files.ErrTooLarge},
		"too many pixels":      {s.AddPicture, string(picture(t, 1100, 1000)), files.ErrTooMany},
		"an SVG":               {s.AddPicture, "<svg></svg>", files.ErrSVG},
		"an SVG as a paper":    {s.AddPaper, "<svg xmlns='http://www.w3.org/2000/svg'></svg>", files.ErrSVG},
		"a page as a paper":    {s.AddPaper, "<!doctype html><html><body>hi", files.ErrNotPaper},
		"a program as a paper": {s.AddPaper, "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 80), files.ErrNotPaper},
		"a paper too large":    {s.AddPaper, "%PDF-1.7" + strings.Repeat(" ", 100), files.ErrTooLarge},
	}
	for name, tt := range tests {
		if _, err := tt.add(t.Context(), lena, "meeting/m", name, strings.NewReader(tt.data)); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
	must(t, filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			t.Errorf("%s was left behind", path)
		}
		return err
	}))
}

func TestAPaperComesBackAsItWas(t *testing.T) {
	t.Parallel()
	s, _ := newService(t, wide())
	for name, tt := range map[string]struct{ data, kind string }{
		"agenda.pdf": {"%PDF-1.7\nhello", "application/pdf"},
		"جدول.csv":   {"item,due\nscope,2023-07-20\nnote,2023-08-17\n", "text/csv"},
		"note.txt":   {"Just words.", "text/plain; charset=utf-8"},
	} {
		f, err := s.AddPaper(t.Context(), lena, "meeting/m", name, strings.NewReader(tt.data))
		must(t, err)
		known, body, err := s.Open(t.Context(), john, f.ID, 0)
		must(t, err)
		back, err := io.ReadAll(body)
		must(t, errors.Join(err, body.Close()))
		if string(back) != tt.data || known.Type != tt.kind || known.Name != name {
			t.Errorf("%s: got %q as %s called %s", name, back, known.Type, known.Name)
		}
	}
	list, err := s.Of(t.Context(), john, "meeting/m")
	if err != nil || len(list) != 3 {
		t.Errorf("got %d papers, %v, want 3", len(list), err)
	}
}

func TestADayHasALimitForOnePerson(t *testing.T) {
	t.Parallel()
	s, _ := newService(t, files.Limits{Image: 1000, Megapixels: 1, Paper: 100, Total: 150})
	for i, want := range []error{nil, files.ErrDayFull} {
		_, err := s.AddPaper(t.Context(), lena, "meeting/m", fmt.Sprint(i), strings.NewReader(strings.Repeat("words ", 15)))
		if !errors.Is(err, want) {
			t.Errorf("upload %d: got %v, want %v", i, err, want)
		}
	}
}
