// Package client holds the built web client inside the program. It refuses to
// know how the files are served; without a build it holds none.
package client

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var built embed.FS

// Files gives the client as `npm run build` left it, index.html at its root.
// Where nothing was built there is no index.html.
func Files() fs.FS {
	files, err := fs.Sub(built, "dist")
	if err != nil {
		panic(err) // "dist" is a constant and a valid path
	}
	return files
}
