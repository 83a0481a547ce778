package files

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

// drawn is a picture whose left half is red and right half blue, so that a
// turn of it can be seen.
func drawn(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{R: 230, A: 255}
			if x >= w/2 {
				c = color.NRGBA{B: 230, A: 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// asPhoto encodes a JPEG with an Exif segment that says how the camera was held
// and where it was: a GPS tag follows, as phones write it.
func asPhoto(t testing.TB, img image.Image, held uint16) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	tiff := binary.BigEndian.AppendUint32([]byte("MM\x00\x2a"), 8)
	tiff = binary.BigEndian.AppendUint16(tiff, 2)
	tiff = append(tiff, 0x01, 0x12, 0, 3, 0, 0, 0, 1, byte(held>>8), byte(held), 0, 0)
	tiff = append(tiff, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38)
	tiff = append(tiff, 0, 0, 0, 0)
	tiff = append(tiff, "GPS 46.2044 N 6.1432 E"...)
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(body)+2))
	segment = append(segment, body...)
	return append(append([]byte{0xFF, 0xD8}, segment...), b.Bytes()[2:]...)
}

func TestDevelopRefusesWithASentence(t *testing.T) {
	t.Parallel()
	// 9,000 × 9,000 pixels in a few bytes: only the header is true.
	bomb := asPNG(t, drawn(4, 4))
	binary.BigEndian.PutUint32(bomb[16:], 9000)
	binary.BigEndian.PutUint32(bomb[20:], 9000)
	bomb = withHeaderSum(bomb)

	tests := map[string]struct {
		data []byte
		want error
	}{
		"an SVG":                            {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`), ErrSVG},
		"an SVG behind a comment":           {[]byte("<?xml version=\"1.0\"?><!-- " + strings.Repeat("x", 1000) + " --><svg/>"), ErrSVG},
		"a page called .png":                {[]byte("<!doctype html><script>alert(1)</script>"), ErrNotPicture},
		"a PDF":                             {[]byte("%PDF-1.7 ..."), ErrNotPicture},
		"too many pixels, seen in the head": {bomb, ErrTooMany},
		"a PNG cut in half":                 {asPNG(t, drawn(300, 300))[:200], ErrDamaged},
		"a JPEG of noise":                   {append([]byte{0xFF, 0xD8, 0xFF, 0xE0}, bytes.Repeat([]byte{7}, 300)...), ErrDamaged},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, _, err := newStudio(1).develop(context.Background(), tt.data, 40)
			if !errors.Is(err, tt.want) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
		})
	}
}

func TestDevelopKeepsTwoSizesAndNoPosition(t *testing.T) {
	t.Parallel()
	sizes, kind, err := newStudio(1).develop(context.Background(), asPhoto(t, drawn(2000, 1000), 1), 40)
	if err != nil {
		t.Fatal(err)
	}
	if kind != "image/jpeg" || len(sizes) != 2 || sizes[0].Width != 640 || sizes[0].Height != 320 || sizes[1].Width != 1280 {
		t.Fatalf("got %s in %+v, want image/jpeg, 640×320 and 1280×640", kind, sizes)
	}
	for _, s := range sizes {
		if bytes.Contains(s.data, []byte("GPS")) || bytes.Contains(s.data, []byte("Exif")) {
			t.Errorf("the %d wide picture still says where it was taken", s.Width)
		}
	}
}

func TestDevelopNeverEnlargesAndKeepsTransparency(t *testing.T) {
	t.Parallel()
	small := image.NewNRGBA(image.Rect(0, 0, 20, 10)) // wholly transparent
	sizes, kind, err := newStudio(1).develop(context.Background(), asPNG(t, small), 40)
	if err != nil {
		t.Fatal(err)
	}
	if kind != "image/png" || len(sizes) != 1 || sizes[0].Width != 20 {
		t.Fatalf("got %s in %+v, want one PNG 20 wide", kind, sizes)
	}
	back, err := png.Decode(bytes.NewReader(sizes[0].data))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, a := back.At(3, 3).RGBA(); a != 0 {
		t.Errorf("got alpha %d, want a transparent pixel", a)
	}
}

func TestDevelopTakesAnAnimationAsItsFirstPicture(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	frame := func(c color.Color) *image.Paletted {
		p := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{c})
		return p
	}
	err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame(color.NRGBA{R: 200, A: 255}), frame(color.NRGBA{B: 200, A: 255})}, Delay: []int{1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	sizes, _, err := newStudio(1).develop(context.Background(), b.Bytes(), 40)
	if err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(bytes.NewReader(sizes[0].data))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, blue, _ := back.At(4, 4).RGBA(); r>>8 != 200 || blue != 0 {
		t.Errorf("got red %d and blue %d, want the first, red picture", r>>8, blue>>8)
	}
}

// Whichever way a camera was held, the red half ends where the eye saw it.
func TestDevelopTurnsPhotosUpright(t *testing.T) {
	t.Parallel()
	red := map[int]image.Point{ // where red is, of a 400×200 picture stored red-left
		1: {20, 100}, 2: {380, 100}, 3: {380, 100}, 4: {20, 100},
		5: {100, 20}, 6: {100, 20}, 7: {100, 380}, 8: {100, 380},
	}
	for held, at := range red {
		sizes, _, err := newStudio(1).develop(context.Background(), asPhoto(t, drawn(400, 200), uint16(held)), 40)
		if err != nil {
			t.Fatal(err)
		}
		back, err := jpeg.Decode(bytes.NewReader(sizes[0].data))
		if err != nil {
			t.Fatal(err)
		}
		if r, _, b, _ := back.At(at.X, at.Y).RGBA(); r>>8 < 200 || b>>8 > 40 {
			t.Errorf("held %d: got red %d, blue %d at %v, want red", held, r>>8, b>>8, at)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(asPhoto(f, drawn(8, 8), 6))
	f.Add([]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, 8, 'E', 'x', 'i', 'f', 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		if v := orientation(data); v < 1 || v > 8 {
			t.Errorf("got %d, want 1 to 8", v)
		}
	})
}

func FuzzDevelop(f *testing.F) {
	f.Add(asPNG(f, drawn(8, 8)))
	f.Add(asPhoto(f, drawn(8, 8), 3))
	f.Fuzz(func(t *testing.T, data []byte) {
		sizes, _, err := newStudio(1).develop(context.Background(), data, 1)
		if err == nil && (len(sizes) == 0 || sizes[0].Width == 0) {
			t.Error("a picture was taken that has no size")
		}
	})
}

// withHeaderSum repairs the checksum of a PNG header that a test has changed
// (PNG §5.3: over the chunk's type and data).
func withHeaderSum(png []byte) []byte {
	binary.BigEndian.PutUint32(png[29:], crc32.ChecksumIEEE(png[12:29]))
	return png
}
