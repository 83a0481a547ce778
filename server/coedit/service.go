package coedit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"rapporteur/server/fault"
	"rapporteur/server/identity"
)

// Refusals of the service.
var (
	// ErrNotFound also answers for a text the person may not know exists.
	ErrNotFound = fault.New(fault.NotFound, "coedit.not_found", "There is no such text.")
	// ErrMayNotRestore means the person may read the history but not turn it back.
	ErrMayNotRestore = fault.New(fault.Forbidden, "coedit.may_not_restore",
		"Only an editor of this text, a co-leader or the secretariat can restore an earlier state.")
	// ErrMayNotEdit means the person may read the text but not change it now.
	ErrMayNotEdit = fault.New(fault.Forbidden, "coedit.may_not_edit", "You may read this text but not change it now.")
	// ErrBegun means the text has words already.
	ErrBegun = fault.New(fault.Conflict, "coedit.begun", "This text has been begun already.")
	// ErrNoSuchBlock means the text has no block of that id any more.
	ErrNoSuchBlock = fault.New(fault.NotFound, "coedit.no_such_block", "This part of the text is not there any more.")
)

// Host runs work on the one open copy of a document, in the goroutine that
// owns it, so that the server's edits meet the typing of people like anybody's.
type Host interface {
	// Edit publishes what change answers and returns when it is durable.
	Edit(ctx context.Context, name string, change func(*Document) (Outcome, error)) error
	Read(ctx context.Context, name string, look func(*Document) error) error
}

// Turner decides who may turn a text back to an earlier state.
type Turner interface {
	MayRestore(ctx context.Context, by identity.Actor, document string) (bool, error)
}

// Service is what pages and other features ask of live texts.
type Service struct {
	library *Library
	host    Host
	access  Access
	turner  Turner
}

// NewService answers for the documents of library, which host keeps open.
func NewService(library *Library, host Host, access Access, turner Turner) *Service {
	return &Service{library: library, host: host, access: access, turner: turner}
}

// Content is a whole text at one moment.
type Content struct {
	Doc    Node
	At     time.Time // when it was last changed; zero for the newest state
	SHA256 string    // of the canonical JSON
	Schema int
}

func contentOf(doc Node, at time.Time) Content {
	c := Content{Doc: doc, At: at, Schema: schema.Version}
	sum := sha256.Sum256(c.JSON())
	c.SHA256 = hex.EncodeToString(sum[:])
	return c
}

// JSON is the canonical form: what is frozen and hashed.
func (c Content) JSON() []byte {
	// Nodes hold only what JSON can say, and Go sorts the keys of tables.
	data, err := json.Marshal(c.Doc)
	if err != nil {
		panic(fmt.Sprintf("a text that is not JSON: %v", err))
	}
	return data
}

// right asks for a right and turns "may not know" into not found.
func (s *Service) right(ctx context.Context, by identity.Actor, name string) (Right, error) {
	right, err := s.access.TextRight(ctx, by, name)
	if err != nil {
		return RightNone, fmt.Errorf("rights to %s: %w", name, err)
	}
	if right < RightRead {
		return RightNone, ErrNotFound
	}
	return right, nil
}

// Content gives the newest state of a text to somebody who may read it.
func (s *Service) Content(ctx context.Context, by identity.Actor, name string) (Content, error) {
	if _, err := s.right(ctx, by, name); err != nil {
		return Content{}, err
	}
	var c Content
	err := s.host.Read(ctx, name, func(d *Document) error {
		c = contentOf(d.Content(), time.Time{})
		return nil
	})
	return c, err
}

// State gives the newest state as one Yjs update, for an editor's first sight
// before it opens a socket, and a tag that changes with it.
func (s *Service) State(ctx context.Context, by identity.Actor, name string) (update []byte, tag string, err error) {
	if _, err := s.right(ctx, by, name); err != nil {
		return nil, "", err
	}
	err = s.host.Read(ctx, name, func(d *Document) error {
		update, err = d.Diff(nil)
		return err
	})
	sum := sha256.Sum256(update)
	return update, hex.EncodeToString(sum[:16]), err
}

// History gives the writing sessions of a text, newest first.
func (s *Service) History(ctx context.Context, by identity.Actor, name string) ([]WritingSession, error) {
	if _, err := s.right(ctx, by, name); err != nil {
		return nil, err
	}
	return s.library.Sessions(ctx, name)
}

// At gives a text as it was after an entry of its history.
func (s *Service) At(ctx context.Context, by identity.Actor, name, entry string) (Content, error) {
	if _, err := s.right(ctx, by, name); err != nil {
		return Content{}, err
	}
	return s.library.stateAt(ctx, name, entry)
}

// Restore writes an earlier state as a new change: nothing is rewound, so
// whoever types meanwhile loses nothing, and the history shows who restored.
func (s *Service) Restore(ctx context.Context, by identity.Actor, name, entry string) error {
	if _, err := s.right(ctx, by, name); err != nil {
		return err
	}
	may, err := s.turner.MayRestore(ctx, by, name)
	if err != nil {
		return fmt.Errorf("restore %s: %w", name, err)
	}
	if !may {
		return ErrMayNotRestore
	}
	then, err := s.library.stateAt(ctx, name, entry)
	if err != nil {
		return err
	}
	return s.host.Edit(ctx, name, func(d *Document) (Outcome, error) {
		return d.replace(by.Person, actRestore, then.Doc)
	})
}

// EditBlock changes one block as the edit of by, who may edit the text: a word
// corrected in a register that lives in the minutes. change gets the block as it is.
func (s *Service) EditBlock(ctx context.Context, by identity.Actor, name, block string, change func(Node) Node) error {
	if err := s.mayEdit(ctx, by, name); err != nil {
		return err
	}
	return s.host.Edit(ctx, name, func(d *Document) (Outcome, error) {
		return d.editBlock(by.Person, block, change)
	})
}

// Append writes blocks at the end of a text, as the edit of by.
func (s *Service) Append(ctx context.Context, by identity.Actor, name string, blocks ...Node) error {
	if err := s.mayEdit(ctx, by, name); err != nil {
		return err
	}
	return s.host.Edit(ctx, name, func(d *Document) (Outcome, error) {
		return d.append(by.Person, blocks)
	})
}

// Begin writes the first words of a text that nobody has opened yet, as by,
// who may edit it. Returns ErrBegun where it has words already.
func (s *Service) Begin(ctx context.Context, by identity.Actor, name string, content Node) error {
	if err := s.mayEdit(ctx, by, name); err != nil {
		return err
	}
	return s.library.begin(ctx, by.Person, name, content)
}

func (s *Service) mayEdit(ctx context.Context, by identity.Actor, name string) error {
	if by.IsSystem() {
		return nil
	}
	right, err := s.right(ctx, by, name)
	if err == nil && right < RightEdit {
		return ErrMayNotEdit
	}
	return err
}

// ValidName reports whether text could name a live document.
func ValidName(text string) bool {
	kind, id, ok := strings.Cut(text, "/")
	return ok && (kind == "deliverable" || kind == "minutes") && id != "" && len(id) <= 64 &&
		!strings.ContainsAny(id, "/\x00")
}
