package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"rapporteur/server/fault"
)

// Disk keeps bytes in a folder of this machine, spread over subfolders by the
// end of their name: ids begin with the time, so their beginnings crowd.
type Disk struct{ folder string }

// OpenDisk makes the folder where it is not there yet.
func OpenDisk(folder string) (*Disk, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder for files: %w", err)
	}
	return &Disk{folder: folder}, nil
}

var errName = fault.New(fault.Internal, "file.name", "A file name of ours is not as it should be.")

func (d *Disk) path(name string) (string, error) {
	if len(name) < 4 || !filepath.IsLocal(name) || filepath.Base(name) != name {
		return "", errName
	}
	id := name
	if dot := len(name) - len(filepath.Ext(name)); dot >= 4 {
		id = name[:dot]
	}
	return filepath.Join(d.folder, id[len(id)-2:], name), nil
}

// Put writes beside and renames, so that a crash leaves the whole file or none.
func (d *Disk) Put(_ context.Context, name string, data []byte) error {
	target, err := d.path(name)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	tmp, err := os.CreateTemp(filepath.Dir(target), ".part-*")
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), target)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write file: %w", err), os.Remove(tmp.Name()))
	}
	return syncFolder(filepath.Dir(target))
}

// syncFolder makes the new name itself durable.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return fmt.Errorf("open folder: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}

// Open gives the bytes under a name.
func (d *Disk) Open(_ context.Context, name string) (io.ReadSeekCloser, error) {
	target, err := d.path(name)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	return f, nil
}

// Remove forgets the bytes under a name; nothing there is no error.
func (d *Disk) Remove(_ context.Context, name string) error {
	target, err := d.path(name)
	if err != nil {
		return err
	}
	if err := os.Remove(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove file: %w", err)
	}
	return nil
}
