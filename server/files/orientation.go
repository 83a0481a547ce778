package files

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
)

// orientation reads how a camera was held from a JPEG, 1 to 8 (Exif 2.3
// §4.6.4, tag 0x0112); 1 where nothing is said or the data is odd. Re-encoding
// drops the tag, so the picture has to be turned before.
func orientation(jpeg []byte) int {
	exif := exifSegment(jpeg)
	if len(exif) < 14 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if exif[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(exif[4:]))
	if at < 8 || at+2 > int64(len(exif)) {
		return 1
	}
	entries := exif[at:]
	count := int(order.Uint16(entries))
	entries = entries[2:]
	const entrySize = 12
	for range count {
		if len(entries) < entrySize {
			return 1
		}
		if order.Uint16(entries) == 0x0112 {
			if v := int(order.Uint16(entries[8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
		entries = entries[entrySize:]
	}
	return 1
}

// exifSegment finds the TIFF part of the first APP1 segment that holds Exif.
func exifSegment(jpeg []byte) []byte {
	rest := jpeg
	if len(rest) < 4 || rest[0] != 0xFF || rest[1] != 0xD8 {
		return nil
	}
	rest = rest[2:]
	for len(rest) >= 4 && rest[0] == 0xFF {
		marker, size := rest[1], int(binary.BigEndian.Uint16(rest[2:]))
		if marker == 0xDA || size < 2 || len(rest) < 2+size {
			return nil
		}
		body := rest[4 : 2+size]
		if head := []byte("Exif\x00\x00"); marker == 0xE1 && bytes.HasPrefix(body, head) {
			return body[len(head):]
		}
		rest = rest[2+size:]
	}
	return nil
}

// upright turns a picture the way its camera was held.
func upright(src image.Image, held int) image.Image {
	if held <= 1 || held > 8 {
		return src
	}
	b := src.Bounds()
	w, h := b.Dx(), b.Dy()
	flat := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.Draw(flat, flat.Bounds(), src, b.Min, draw.Src)
	size := image.Rect(0, 0, w, h)
	if held >= 5 { // these four also swap the sides
		size = image.Rect(0, 0, h, w)
	}
	turned := image.NewNRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := placed(held, x, y, w, h)
			copy(turned.Pix[turned.PixOffset(tx, ty):][:4], flat.Pix[flat.PixOffset(x, y):][:4])
		}
	}
	return turned
}

// placed says where the stored pixel (x, y) belongs in the upright picture.
func placed(held, x, y, w, h int) (int, int) {
	switch held {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	default:
		return x, y
	}
}
