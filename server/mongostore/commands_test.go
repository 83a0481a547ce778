package mongostore_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.mongodb.org/mongo-driver/v2/bson"

	"rapporteur/server/docstore"
	"rapporteur/server/event"
)

var update = flag.Bool("update", false, "write testdata/commands.golden again")

var (
	at    = time.Date(2023, 9, 20, 7, 30, 0, 5, time.UTC)
	shape = docstore.Shape{Name: "notes", Fields: []docstore.Field{
		{Name: "tags", List: true}, {Name: "rank", Kind: docstore.Number}, {Name: "due", Kind: docstore.Moment},
	}}
	named = docstore.Shape{Name: "people", Fields: []docstore.Field{{Name: "email", Unique: true}}}
)

func noteEntry(version int64) docstore.Entry {
	return docstore.Entry{Document: "n1", Version: version, At: at, By: "warren", Act: "write", Body: []byte(`{"a.b":[[1]]}`),
		Events: []event.Event{{Kind: "note.written", At: at}}}
}

func record(version int64, index map[string][]any) docstore.Record {
	return docstore.Record{ID: "n1", Version: version, Body: []byte(`{"a.b":[[1]]}`), Index: index}
}

// methods calls every method of a home that sends something, and says what the
// database finds where it is asked.
var methods = []struct {
	name  string
	finds map[string]bson.D // by collection
	call  func(ctx context.Context, home docstore.Home) error
}{
	{"Ping", nil, func(ctx context.Context, home docstore.Home) error { return home.Ping(ctx) }},
	{"Get", map[string]bson.D{"notes": {{Key: "_id", Value: "n1"}, {Key: "v", Value: int64(1)}, {Key: "live", Value: true}}},
		onRecords(shape, func(ctx context.Context, r docstore.Records) error {
			_, err := r.Get(ctx, "n1")
			return err
		})},
	{"Insert", nil, onRecords(shape, func(ctx context.Context, r docstore.Records) error {
		return r.Insert(ctx, record(1, map[string][]any{"tags": {"a", "b"}, "rank": {int64(3)}, "due": {at}}), noteEntry(1))
	})},
	{"Insert with a unique value", nil, onRecords(named, func(ctx context.Context, r docstore.Records) error {
		return r.Insert(ctx, record(1, map[string][]any{"email": {"w@example.org"}}), noteEntry(1))
	})},
	{"Replace", nil, onRecords(shape, func(ctx context.Context, r docstore.Records) error {
		return done(r.Replace(ctx, record(2, map[string][]any{"rank": {int64(4)}}), noteEntry(2)))
	})},
	{"Replace with a unique value", map[string]bson.D{"people": holder}, onRecords(named, func(ctx context.Context, r docstore.Records) error {
		return done(r.Replace(ctx, record(2, map[string][]any{"email": {"new@example.org"}}), noteEntry(2)))
	})},
	{"Delete", nil, onRecords(shape, func(ctx context.Context, r docstore.Records) error {
		e := noteEntry(3)
		e.Deleted, e.Body = true, nil
		return done(r.Delete(ctx, "n1", 3, e))
	})},
	{"Find by id", nil, find(docstore.Query{Descending: true, Limit: 2})},
	{"Find in order, from the middle", nil, find(docstore.Query{Order: "rank", Limit: 2, After: middle("rank", int64(7)),
		Where: []docstore.Condition{docstore.Is("tags", "a"), docstore.Between("due", at, nil)}})},
	{"Find in order, among those without a value", nil, find(docstore.Query{Order: "rank", Limit: 2, After: middle("rank", nil)})},
	{"History", map[string]bson.D{"notes": tailed}, onRecords(shape, func(ctx context.Context, r docstore.Records) error {
		_, err := r.History(ctx, "n1")
		return err
	})},
	{"AsAt", map[string]bson.D{"notes": {{Key: "_id", Value: "n1"}}, "_history": {{Key: "v", Value: int64(1)}, {Key: "at", Value: at}}},
		onRecords(shape, func(ctx context.Context, r docstore.Records) error {
			_, err := r.AsAt(ctx, "n1", at)
			return err
		})},
	{"Relay", map[string]bson.D{"notes": tailed, "_history": {{Key: "_id", Value: "notes/n1@00000000000000000001"}, {Key: "c", Value: "notes"},
		{Key: "d", Value: "n1"}, {Key: "events", Value: `[{"kind":"note.written"}]`}}}, func(ctx context.Context, home docstore.Home) error {
		if _, err := home.Records(ctx, shape); err != nil {
			return err
		}
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		return home.Relay(ctx, func(context.Context, event.Event) error {
			cancel()
			return nil
		})
	}},
	{"Append", nil, onLog(func(ctx context.Context, log docstore.Log) error {
		return log.Append(ctx, []docstore.LogEntry{
			{Stream: "deliverable/d1", ID: "01", At: at, By: "warren", Act: "update", Data: []byte{1, 2}, Meta: []byte("{}")},
			{Stream: "minutes/m1", ID: "02", At: at, By: "john", Act: "update"},
		})
	})},
	{"Load", map[string]bson.D{"_log_collab_manifests": manifest, "_log_collab_chunks": piece}, onLog(func(ctx context.Context, log docstore.Log) error {
		_, err := log.Load(ctx, "d")
		return err
	})},
	{"Compact, the first", map[string]bson.D{"_log_collab": entry}, onLog(func(ctx context.Context, log docstore.Log) error {
		return log.Compact(ctx, "d", 0, docstore.Snapshot{Data: []byte("s"), Meta: []byte("{}")}, []string{"01"})
	})},
	{"Compact, a later one", map[string]bson.D{"_log_collab_manifests": manifest}, onLog(func(ctx context.Context, log docstore.Log) error {
		return log.Compact(ctx, "d", 3, docstore.Snapshot{Data: []byte("s")}, nil)
	})},
	{"Archive", map[string]bson.D{}, onLog(func(ctx context.Context, log docstore.Log) error {
		_, err := log.Archive(ctx, "d", "01", 10)
		return err
	})},
}

// What the database finds.
var (
	token  = strings.Repeat("A", 26)
	held   = bson.A{bson.D{{Key: "k", Value: "people/email=old@example.org"}, {Key: "t", Value: token}}}
	holder = bson.D{{Key: "_id", Value: "n1"}, {Key: "v", Value: int64(1)}, {Key: "live", Value: true}, {Key: "fence", Value: token}, {Key: "keys", Value: held}}
	tailed = bson.D{{Key: "_id", Value: "n1"}, {Key: "v", Value: int64(1)}, {Key: "due", Value: true}, {Key: "tail", Value: bson.A{
		bson.D{{Key: "v", Value: int64(1)}, {Key: "at", Value: at}, {Key: "ns", Value: int32(5)}, {Key: "by", Value: "warren"},
			{Key: "act", Value: "write"}, {Key: "body", Value: "{}"}, {Key: "events", Value: "[]"}}}}}
	manifest = bson.D{{Key: "_id", Value: "d"}, {Key: "v", Value: int64(3)}, {Key: "token", Value: token}, {Key: "chunks", Value: 1}, {Key: "before", Value: token}}
	piece    = bson.D{{Key: "data", Value: []byte{0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x01, 0x00, 0x00, 0x99, 0xe9, 0xd8, 0x51}}} // nothing, as zstd
	entry    = bson.D{{Key: "_id", Value: "1:d:01"}, {Key: "i", Value: "01"}, {Key: "data", Value: bytes.Repeat([]byte("x"), 200)}}
)

func onRecords(s docstore.Shape, call func(context.Context, docstore.Records) error) func(context.Context, docstore.Home) error {
	return func(ctx context.Context, home docstore.Home) error {
		r, err := home.Records(ctx, s)
		if err != nil {
			return err
		}
		return call(ctx, r)
	}
}

func find(q docstore.Query) func(context.Context, docstore.Home) error {
	return onRecords(shape, func(ctx context.Context, r docstore.Records) error {
		_, _, err := r.Find(ctx, q)
		return err
	})
}

func onLog(call func(context.Context, docstore.Log) error) func(context.Context, docstore.Home) error {
	return func(ctx context.Context, home docstore.Home) error {
		log, err := home.Log(ctx, "collab")
		if err != nil {
			return err
		}
		return call(ctx, log)
	}
}

func middle(order string, value any) string {
	after, err := docstore.Query{Order: order}.Next(docstore.Cursor{Value: value, ID: "n5"})
	if err != nil {
		panic(err) // a number always encodes
	}
	return after
}

func done(ok bool, err error) error {
	if err == nil && !ok {
		err = fmt.Errorf("nothing was written")
	}
	return err
}

func finding(finds map[string]bson.D) func(bson.D) bson.D {
	return func(command bson.D) bson.D {
		if command[0].Key != "find" {
			return nil
		}
		name, _ := command[0].Value.(string)
		filter, _ := field(command, "filter").(bson.D)
		if after, paged := field(filter, "_id").(bson.D); finds[name] == nil || (paged && field(after, "$gt") == "notes/n1@00000000000000000001") {
			return nil // nothing there, or behind the only one
		}
		return rows(command, finds[name])
	}
}

// TestCommands holds what each method sends to testdata/commands.golden: its
// filter, its update, its write concern, and whether the driver may repeat it.
func TestCommands(t *testing.T) {
	t.Parallel()
	var got strings.Builder
	for _, m := range methods {
		d := newDeployment(t)
		home := d.home(t)
		d.answering(finding(m.finds))
		if err := m.call(t.Context(), home); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
		fmt.Fprintf(&got, "## %s\n", m.name)
		for _, c := range d.sent() {
			if c[0].Key != "createIndexes" {
				got.WriteString(readable(t, c) + "\n")
			}
		}
		got.WriteString("\n")
	}
	golden := filepath.Join("testdata", "commands.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("commands (- want, + got); -update writes them again:\n%s", diff)
	}
}

var (
	randomText = regexp.MustCompile(`[A-Z2-7]{26}`)
	anyTime    = regexp.MustCompile(`\{"\$date":"20[^"]*"\}`)
)

// readable gives a command without what differs from run to run.
func readable(t *testing.T, c bson.D) string {
	t.Helper()
	kept := slices.DeleteFunc(slices.Clone(c), func(e bson.E) bool {
		return slices.Contains([]string{"lsid", "$clusterTime", "$db", "maxTimeMS", "batchSize"}, e.Key)
	})
	for i, e := range kept {
		if e.Key == "txnNumber" {
			kept[i] = bson.E{Key: "repeatable", Value: true}
		}
	}
	text, err := bson.MarshalExtJSON(kept, false, false)
	if err != nil {
		t.Fatal(err)
	}
	var flat bytes.Buffer
	if err := json.Compact(&flat, text); err != nil {
		t.Fatal(err)
	}
	return anyTime.ReplaceAllStringFunc(randomText.ReplaceAllString(flat.String(), "<token>"), func(date string) string {
		if strings.Contains(date, at.Format("2006-01-02")) {
			return date
		}
		return `"<now>"`
	})
}

// TestWritesSurviveAFailover answers the first sending of every command with
// an error of a deployment that changes its primary.
func TestWritesSurviveAFailover(t *testing.T) {
	t.Parallel()
	for _, m := range methods {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			d := newDeployment(t)
			home := d.home(t)
			failed := map[string]bool{}
			normal := finding(m.finds)
			d.answering(func(c bson.D) bson.D {
				repeatable := c[0].Key == "find" || field(c, "txnNumber") != nil
				text := readable(t, c)
				if !repeatable || failed[text] {
					return normal(c)
				}
				failed[text] = true
				return bson.D{{Key: "ok", Value: 0}, {Key: "code", Value: 262}, {Key: "codeName", Value: "ExceededTimeLimit"},
					{Key: "errorLabels", Value: bson.A{"RetryableWriteError"}}}
			})
			if err := m.call(t.Context(), home); err != nil {
				t.Fatal(err)
			}
			if len(failed) == 0 {
				t.Error("nothing was sent that the driver may repeat")
			}
			seen := map[any]string{}
			for _, c := range d.sent() {
				number := field(c, "txnNumber")
				if number == nil {
					continue
				}
				number = fmt.Sprint(field(c, "lsid"), number)
				if text := readable(t, c); seen[number] != "" && seen[number] != text {
					t.Errorf("repeated as another command:\n%s\n%s", seen[number], text)
				} else {
					seen[number] = text
				}
			}
		})
	}
}
