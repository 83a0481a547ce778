package mongostore

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"

	"rapporteur/server/docstore"
)

// A unique value is a key document whose _id is the value: inserting it is
// taking it. A key counts when the document it names says so too: it lists the
// key with the same token. Everything else is on its way, or left by a crash.
//
// Taking over such a key has to make sure that the writer who was on the way
// never arrives. It does so without a clock: each document carries a fence, a
// random token, and a writer commits on condition of the fence he has read.
// Whoever takes over gives the named document another fence first, on condition
// that it still does not list the key. docs/adr/0004 has the argument.

// How patient a writer is with a key on its way before it is taken over, and
// how often it tries at all. Waiting is politeness only; nothing rests on it.
const (
	keyPatience = 8
	keyTries    = 200
	keyPause    = 4 * time.Millisecond // doubled with each try, up to longestWait
	longestWait = 64 * time.Millisecond
)

// heldKey is a key a document lists, with the token it was taken under.
type heldKey struct {
	Key   string `bson:"k"`
	Token string `bson:"t"`
}

// keyRow is a key document.
type keyRow struct {
	ID    string `bson:"_id"`
	Doc   string `bson:"d"`
	Token string `bson:"t"`
}

// keysOf gives the keys a document needs, each once, in order.
func (r *records) keysOf(index map[string][]any) []string {
	var keys []string
	for _, f := range r.shape.Fields {
		if !f.Unique {
			continue
		}
		for _, v := range index[f.Name] {
			text := fmt.Sprint(v)
			if at, ok := v.(time.Time); ok {
				text = fmt.Sprint(at.UnixMilli())
			}
			keys = append(keys, r.shape.Name+"/"+f.Name+"="+text)
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// insertWithKeys makes a document that needs keys: first an empty one, version
// 0, that readers pass over and that others can fence off; then as any change.
func (r *records) insertWithKeys(ctx context.Context, next version) error {
	for try := range keyTries {
		base, err := r.embryo(ctx, next.id, try)
		if err != nil {
			return err
		}
		if base == nil {
			if err := wait(ctx, try); err != nil {
				return err
			}
			continue
		}
		ok, err := r.commit(ctx, *base, next.keys, func(held []heldKey) bson.D { return r.writing(next, held) })
		if err == nil && ok {
			return nil
		}
		if errors.Is(err, docstore.ErrExists) || errors.Is(err, docstore.ErrBusy) {
			r.discard(ctx, next.id)
		}
		if err != nil {
			return err
		}
	}
	return docstore.ErrBusy
}

// embryo gives the empty document to start from. Nil says that somebody else
// is making it just now.
func (r *records) embryo(ctx context.Context, id string, try int) (*row, error) {
	fresh := row{ID: id, Fence: newToken()}
	_, err := r.docs.InsertOne(ctx, fresh)
	if !mongo.IsDuplicateKeyError(err) {
		return &fresh, err
	}
	there, err := r.read(ctx, id, "v", "fence")
	switch {
	case errors.Is(err, docstore.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, err
	case there.V > 0:
		return nil, docstore.ErrExists
	case try < keyPatience:
		return nil, nil
	}
	ok, err := r.refence(ctx, &there)
	if err != nil || !ok {
		return nil, err
	}
	return &there, nil
}

// discard removes an empty document, if that is still what it is. One that
// stays is in nobody's way.
func (r *records) discard(ctx context.Context, id string) {
	_, err := r.docs.DeleteOne(context.WithoutCancel(ctx), append(byID(id), bson.E{Key: "v", Value: int64(0)}))
	if err != nil {
		r.home.log.Warn("A document that was not made leaves an empty one behind.", "collection", r.shape.Name, "error", err)
	}
}

// fenced is the condition that a document has this fence; "" is none.
func fenced(fence string) bson.E {
	if fence == "" {
		return bson.E{Key: "fence", Value: nil}
	}
	return bson.E{Key: "fence", Value: fence}
}

// refence gives a document another fence, on condition that it is what d says.
func (r *records) refence(ctx context.Context, d *row) (bool, error) {
	fence := newToken()
	result, err := r.docs.UpdateOne(ctx, append(byID(d.ID), bson.E{Key: "v", Value: d.V}, fenced(d.Fence)),
		bson.D{{Key: "$set", Value: bson.D{{Key: "fence", Value: fence}}}})
	if err != nil || result.MatchedCount != 1 {
		return false, err
	}
	d.Fence = fence
	return true, nil
}

// claimAll takes the needed keys that base does not hold yet. held is the list
// for the next version, claimed what of it is new. ok is false when base is
// not what is stored any more. base gets the fence to commit on.
func (r *records) claimAll(ctx context.Context, base *row, needed []string) (held, claimed []heldKey, ok bool, err error) {
	for _, key := range needed {
		i := slices.IndexFunc(base.Keys, func(h heldKey) bool { return h.Key == key })
		if i >= 0 {
			held = append(held, base.Keys[i])
			continue
		}
		own := heldKey{Key: key, Token: newToken()}
		if ok, err := r.claim(ctx, base, own); err != nil || !ok {
			return nil, claimed, false, err
		}
		held, claimed = append(held, own), append(claimed, own)
	}
	return held, claimed, true, nil
}

// claim takes one key for base. It returns ErrExists where another document
// has it; ok is false when base is not what is stored any more.
func (r *records) claim(ctx context.Context, base *row, own heldKey) (ok bool, err error) {
	for try := range keyTries {
		_, err := r.home.keys.InsertOne(ctx, keyRow{ID: own.Key, Doc: base.ID, Token: own.Token})
		if !mongo.IsDuplicateKeyError(err) {
			return err == nil, err
		}
		var there keyRow
		err = r.home.keys.FindOne(ctx, byID(own.Key)).Decode(&there)
		if errors.Is(err, mongo.ErrNoDocuments) {
			continue
		}
		if err != nil {
			return false, err
		}
		ok, again, err := r.takeOver(ctx, base, there, own, try)
		if err != nil || !again {
			return ok, err
		}
		if err := wait(ctx, try); err != nil {
			return false, err
		}
	}
	return false, docstore.ErrBusy
}

// takeOver looks at who has a key, and takes it where nobody does. again says
// that it is on its way to somebody.
func (r *records) takeOver(ctx context.Context, base *row, there keyRow, own heldKey, try int) (ok, again bool, err error) {
	owner, err := r.read(ctx, there.Doc, "v", "live", "fence", "keys")
	missing := errors.Is(err, docstore.ErrNotFound)
	if err != nil && !missing {
		return false, false, err
	}
	if owner.Live && slices.Contains(owner.Keys, heldKey{Key: there.ID, Token: there.Token}) {
		if there.Doc == base.ID {
			return false, false, nil // written since base was read
		}
		return false, false, docstore.ErrExists
	}
	if try < keyPatience {
		return false, true, nil
	}
	switch {
	case there.Doc == base.ID:
		// From an earlier try of this document. Only the fence we know: if
		// somebody has changed it, it is we who were fenced off.
		if ok, err := r.refence(ctx, base); err != nil || !ok {
			return false, false, err
		}
	case !missing:
		if ok, err := r.refence(ctx, &owner); err != nil || !ok {
			return false, true, err
		}
	}
	result, err := r.home.keys.UpdateOne(ctx, append(byID(there.ID), bson.E{Key: "d", Value: there.Doc}, bson.E{Key: "t", Value: there.Token}),
		bson.D{{Key: "$set", Value: bson.D{{Key: "d", Value: base.ID}, {Key: "t", Value: own.Token}}}})
	if err != nil {
		return false, false, err
	}
	return result.MatchedCount == 1, result.MatchedCount != 1, nil
}

// release lets go of keys that no version of the document lists any more, or
// ever did. One that stays is taken over by whoever needs it.
func (r *records) release(ctx context.Context, doc string, keys []heldKey) {
	for _, k := range keys {
		_, err := r.home.keys.DeleteOne(context.WithoutCancel(ctx),
			append(byID(k.Key), bson.E{Key: "d", Value: doc}, bson.E{Key: "t", Value: k.Token}))
		if err != nil {
			r.home.log.Warn("A unique value that became free is left for the next writer to take over.",
				"collection", r.shape.Name, "error", err)
		}
	}
}

func without(keys, less []heldKey) []heldKey {
	return slices.DeleteFunc(slices.Clone(keys), func(k heldKey) bool { return slices.Contains(less, k) })
}

// wait lets others arrive, longer with each try.
func wait(ctx context.Context, try int) error {
	timer := time.NewTimer(rand.N(min(keyPause<<min(try, 5), longestWait)))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
