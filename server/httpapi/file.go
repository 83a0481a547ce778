package httpapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"strconv"

	"rapporteur/server/fault"
	"rapporteur/server/files"
	"rapporteur/server/httpapi/api"
)

// Files answers for pictures and papers.
type Files struct{ files *files.Service }

// NewFiles serves the files.
func NewFiles(f *files.Service) *Files { return &Files{f} }

var errNoFile = fault.New(fault.Invalid, "file.missing", "Send the file in a part named file.")

// AddFile keeps a picture or a paper.
func (f *Files) AddFile(ctx context.Context, r api.AddFileRequestObject) (api.AddFileResponseObject, error) {
	part, err := filePart(r.Body)
	if err != nil {
		return nil, err
	}
	add := f.files.AddPicture
	if r.Purpose == "papers" {
		add = f.files.AddPaper
	}
	kept, err := add(ctx, actor(ctx), r.Params.Owner, part.FileName(), part)
	if err != nil {
		return nil, err
	}
	return api.AddFile201JSONResponse{
		ID: kept.ID, Name: kept.Name, Type: kept.Type, Bytes: kept.Bytes, Width: optional(kept.Width), Height: optional(kept.Height),
	}, nil
}

// filePart finds the part with the file; parts before it are passed over.
func filePart(body *multipart.Reader) (*multipart.Part, error) {
	if body == nil {
		return nil, errNoFile
	}
	for {
		part, err := body.NextPart()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errNoFile
		case err != nil:
			return nil, errNoFile.Because(err)
		case part.FormName() == "file":
			return part, nil
		}
	}
}

// GetFile gives the bytes. A picture shows in its page; a paper is always a
// download, because it is somebody else's bytes under our name.
func (f *Files) GetFile(ctx context.Context, r api.GetFileRequestObject) (api.GetFileResponseObject, error) {
	width := value(r.Params.W)
	known, body, err := f.files.Open(ctx, actor(ctx), r.File, width)
	if err != nil {
		return nil, err
	}
	tag := strconv.Quote(known.SHA256[:16] + "-" + strconv.Itoa(width))
	if value(r.Params.IfNoneMatch) == tag {
		return api.GetFile304Response{}, body.Close()
	}
	size, err := body.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = body.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("measure file %s: %w", known.ID, err), body.Close())
	}
	shown := "inline"
	if known.Purpose == files.Paper {
		shown = mime.FormatMediaType("attachment", map[string]string{"filename": known.Name})
	}
	// Rights are asked every time, so the copy a browser keeps is shown only after asking.
	keep := "private, no-cache"
	return api.GetFile200AsteriskResponse{
		Body: body, ContentType: known.Type, ContentLength: size,
		Headers: api.GetFile200ResponseHeaders{ETag: &tag, CacheControl: &keep, ContentDisposition: &shown},
	}, nil
}
