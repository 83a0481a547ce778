package files

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/gif" // the first picture of an animation is kept
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // decoded only
)

// widths are the sizes kept of a picture, in CSS pixels of a reading column
// and of a wide or dense screen. A smaller picture is kept in its own size.
var widths = []int{640, 1280}

// jpegQuality keeps a photo free of visible blocks at about a fifth of its size.
const jpegQuality = 82

// rendered is a picture in one size, encoded.
type rendered struct {
	Rendition
	data []byte
}

// studio decodes and encodes pictures, few at a time: one of 40 megapixels
// needs about 320 MB while it is turned.
type studio struct {
	places chan struct{} // one token a picture in work
}

func newStudio(atOnce int) *studio { return &studio{places: make(chan struct{}, atOnce)} }

// develop checks a picture and gives it in every width, smallest first, with
// the media type they share. It waits for a place until ctx ends.
func (s *studio) develop(ctx context.Context, data []byte, maxMegapixels int) ([]rendered, string, error) {
	kind, err := pictureType(data)
	if err != nil {
		return nil, "", err
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || head.Width <= 0 || head.Height <= 0 {
		return nil, "", ErrDamaged.Because(err)
	}
	if int64(head.Width)*int64(head.Height) > int64(maxMegapixels)*1_000_000 {
		return nil, "", ErrTooMany.Saying("This picture has %d × %d pixels; at most %d million are taken. Make it smaller and try again.", head.Width, head.Height, maxMegapixels)
	}
	select {
	case s.places <- struct{}{}:
		defer func() { <-s.places }()
	case <-ctx.Done():
		return nil, "", fmt.Errorf("wait to develop a picture: %w", ctx.Err())
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, "", ErrDamaged.Because(err)
	}
	if kind == "image/jpeg" {
		src = upright(src, orientation(data))
	}
	return renditions(src, kind)
}

func renditions(src image.Image, kind string) ([]rendered, string, error) {
	photo := kind == "image/jpeg" || (kind == "image/webp" && opaque(src))
	var all []rendered
	for _, width := range widths {
		scaled := scale(src, width)
		var out bytes.Buffer
		var err error
		if photo {
			err = jpeg.Encode(&out, scaled, &jpeg.Options{Quality: jpegQuality})
		} else {
			err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, scaled)
		}
		if err != nil {
			return nil, "", fmt.Errorf("encode a picture %d wide: %w", width, err)
		}
		b := scaled.Bounds()
		all = append(all, rendered{Rendition{Width: b.Dx(), Height: b.Dy(), Bytes: int64(out.Len())}, out.Bytes()})
		if src.Bounds().Dx() <= width {
			break
		}
	}
	if photo {
		return all, "image/jpeg", nil
	}
	return all, "image/png", nil
}

// scale makes a picture at most width pixels wide; it never makes one larger.
func scale(src image.Image, width int) image.Image {
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	if w > width {
		w, h = width, max(1, b.Dy()*width/b.Dx())
	}
	dst := image.NewNRGBA(image.Rect(0, 0, w, h))
	if w == b.Dx() {
		draw.Draw(dst, dst.Bounds(), src, b.Min, draw.Src)
	} else {
		draw.CatmullRom.Scale(dst, dst.Bounds(), src, b, draw.Src, nil)
	}
	return dst
}

func opaque(src image.Image) bool {
	o, ok := src.(interface{ Opaque() bool })
	return ok && o.Opaque()
}
