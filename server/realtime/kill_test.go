package realtime_test

import (
	"bufio"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"rapporteur/server/coedit"
	"rapporteur/server/id"
	"rapporteur/server/realtime"
	"rapporteur/server/realtime/realtimetest"
	"rapporteur/server/sqlitestore"
)

// serverFolder, in the environment, makes the test binary a server on the
// store in that folder, to be killed.
const serverFolder = "RAPPORTEUR_TEST_SERVER_FOLDER"

// serve runs sockets, rooms and journal on a real store, says where, and never
// returns.
func serve(folder string) {
	ctx := context.Background()
	home, err := sqlitestore.Open(ctx, folder)
	if err != nil {
		panic(err)
	}
	log, err := home.Log(ctx, "texts")
	if err != nil {
		panic(err)
	}
	collab := defaults()
	collab.Tick, collab.CompactEntries, collab.Linger = 5*time.Millisecond, 200, 0
	out := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	library := coedit.NewLibrary(log, seeds{}, id.Default(), time.Now, coedit.LimitsOf(collab), out)
	if err := library.Begin(ctx); err != nil {
		panic(err)
	}
	journal := coedit.NewJournal(log, coedit.JournalLimitsOf(collab), out)
	go journal.Run(context.Background())
	rooms := realtime.NewRooms(library, journal, realtime.LimitsOf(collab), func(context.Context, string) {}, out)
	everybody := &people{ended: map[string]bool{}, rights: map[string]coedit.Right{"ines": coedit.RightEdit, "omar": coedit.RightEdit}}
	server := realtime.NewServer(everybody, everybody, rooms, realtime.LimitsOf(collab), nil, out)
	fmt.Println(httptest.NewServer(server).URL)
	select {}
}

// startServer starts the test binary as a server and gives its address.
func startServer(t *testing.T, folder string) (url string, kill func()) {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), serverFolder+"="+folder)
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the server did not start: %v", err)
	}
	return strings.TrimSpace(line), func() {
		_ = command.Process.Kill() // SIGKILL
		_ = command.Wait()
	}
}

// TestAKilledServerKeepsEverythingItAcknowledged kills the server twenty times
// while four people type, at any moment, between append and acknowledgement
// too. Their editors come back with what they have, as browsers do.
func TestAKilledServerKeepsEverythingItAcknowledged(t *testing.T) {
	t.Parallel()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	folder := t.TempDir()
	typists := make([]*typist, 4)
	for i := range typists {
		typists[i] = &typist{person: []string{"ines", "omar"}[i%2], client: uint64(1000 + i), doc: realtimetest.NewDoc()}
	}
	for round := range 20 {
		url, kill := startServer(t, folder)
		var typing sync.WaitGroup
		for _, p := range typists {
			typing.Go(func() { p.typeOn(t, url, round) })
		}
		time.Sleep(time.Duration(100+random.IntN(200)) * time.Millisecond) // not waiting for anything: this is the moment of the kill
		kill()
		typing.Wait()
		stored := readBack(t, folder)
		for _, p := range typists {
			for _, token := range p.acknowledged {
				if !strings.Contains(stored, token) {
					t.Fatalf("round %d: %s was acknowledged and is not stored", round, token)
				}
			}
		}
	}
	total := 0
	for _, p := range typists {
		total += len(p.acknowledged)
	}
	if total < 20 {
		t.Fatalf("only %d updates were acknowledged in 20 rounds; nothing was tested", total)
	}
	t.Logf("%d updates acknowledged, all stored", total)
}

// readBack opens the store of a dead server and gives the words of the text.
func readBack(t *testing.T, folder string) string {
	t.Helper()
	home, err := sqlitestore.Open(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = home.Close() }()
	log, err := home.Log(t.Context(), "texts")
	if err != nil {
		t.Fatal(err)
	}
	library := coedit.NewLibrary(log, seeds{}, id.Default(), time.Now, coedit.LimitsOf(settings(t)), slog.New(slog.DiscardHandler))
	d, err := library.Open(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	return d.Content().PlainText()
}

// typist is a person whose document outlives the servers it is connected to.
type typist struct {
	person       string
	client       uint64
	doc          *realtimetest.Doc
	acknowledged []string // tokens, each in an update of its own
}

// typeOn connects and types a token with each update until the server dies.
func (p *typist) typeOn(t *testing.T, url string, round int) {
	s, _, err := realtimetest.TryDial(t, url, nil)
	if err != nil {
		return // killed before
	}
	e, ok := realtimetest.TryEditor(t, s, text, "rap_"+p.person, p.client, p.doc)
	if !ok {
		return
	}
	var sent []string
	first := e.Saved
	for n := 0; ; n++ {
		token := fmt.Sprintf("<%d.%d.%d>", p.client, round, n)
		if !e.TryParagraph(token) {
			break
		}
		sent = append(sent, token)
		for e.Saved-first < len(sent)-8 { // a few on their way at any time
			if !e.TryListen() {
				break
			}
		}
		if e.Gone {
			break
		}
	}
	for e.TryListen() { // what the server still said before it died
	}
	p.acknowledged = append(p.acknowledged, sent[:min(e.Saved-first, len(sent))]...)
}
