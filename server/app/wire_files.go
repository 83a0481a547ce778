package app

import (
	"context"
	"path/filepath"

	"rapporteur/server/docstore"
	"rapporteur/server/files"
	"rapporteur/server/httpapi"
)

// filesFolder holds the bytes of pictures and papers, below the data folder.
const filesFolder = "files"

// wireFiles makes the files. It needs deliverables and meetings, whose rights
// they have.
func (h *house) wireFiles(ctx context.Context, home docstore.Home) error {
	known, err := docstore.Open(ctx, home, files.Shape, files.Index, h.now)
	if err != nil {
		return err
	}
	disk, err := files.OpenDisk(filepath.Join(h.config.Data, filesFolder))
	if err != nil {
		return err
	}
	limits := h.config.Upload
	rights := fileRights{h.deliverables, h.meetings, h.groups}
	h.door.Server.Files = httpapi.NewFiles(files.NewService(known, disk, rights, h.ids, files.Limits{
		Image: int64(limits.Image), Megapixels: limits.Megapixels, Paper: int64(limits.Paper), Total: int64(limits.Total),
	}, h.now))
	return nil
}
