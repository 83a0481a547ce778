package app

import (
	"context"
	"strings"

	"rapporteur/server/coedit"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// textHome is what a feature says of the live texts it owns, by the id that
// stands behind its part of their name.
type textHome struct {
	right   func(ctx context.Context, by identity.Actor, id string) (group.Right, error)
	restore func(ctx context.Context, by identity.Actor, id string) (bool, error)
	seed    func(ctx context.Context, id string) (coedit.Node, error)
}

// texts are the homes of live texts by the first part of a name: a text
// "minutes/m1" is asked of "minutes". Features are added while the program is
// wired; a text without a home does not exist.
type texts map[string]textHome

func (t texts) of(name string) (textHome, string, error) {
	kind, id, _ := strings.Cut(name, "/")
	home, known := t[kind]
	if !known || !coedit.ValidName(name) {
		return textHome{}, "", coedit.ErrNotFound
	}
	return home, id, nil
}

// rights translates the words of the policy into those of a text. They are the
// same five; a compile error here means that one side has grown.
var rights = map[group.Right]coedit.Right{
	group.NoRight: coedit.RightNone, group.MayRead: coedit.RightRead, group.MayComment: coedit.RightComment,
	group.MaySuggest: coedit.RightSuggest, group.MayEdit: coedit.RightEdit,
}

// TextRight asks the feature that owns a text what a person may do to it. What
// their token is good for is decided at the door, of requests and of sockets.
func (t texts) TextRight(ctx context.Context, by identity.Actor, name string) (coedit.Right, error) {
	home, id, err := t.of(name)
	if err != nil {
		return coedit.RightNone, err
	}
	by.Scopes = nil
	right, err := home.right(ctx, by, id)
	return rights[right], err
}

// MayRestore asks the feature that owns a text.
func (t texts) MayRestore(ctx context.Context, by identity.Actor, name string) (bool, error) {
	home, id, err := t.of(name)
	if err != nil {
		return false, err
	}
	return home.restore(ctx, by, id)
}

// Seed asks the feature that owns a text how it begins.
func (t texts) Seed(ctx context.Context, name string) (coedit.Node, error) {
	home, id, err := t.of(name)
	if err != nil {
		return coedit.Node{}, err
	}
	return home.seed(ctx, id)
}
