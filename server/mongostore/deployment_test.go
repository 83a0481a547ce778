package mongostore_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"rapporteur/server/mongostore"
)

// deployment is the other end of the wire, as a replica set of one: it keeps
// every command it is sent, and answers what the test says. It stores nothing;
// what a database does with the commands is proved on a database.
type deployment struct {
	listener net.Listener
	ended    sync.WaitGroup

	mu       sync.Mutex // guards what follows
	open     map[net.Conn]bool
	commands []bson.D
	answer   func(command bson.D) bson.D // nil, or nil from it: what usually happens
}

// Operations of the wire protocol: the driver says hello in the old one.
const (
	opReply = 1
	opQuery = 2004
	opMsg   = 2013
)

func newDeployment(t *testing.T) *deployment {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d := &deployment{listener: listener, open: map[net.Conn]bool{}}
	d.ended.Go(d.accept)
	t.Cleanup(func() {
		if err := listener.Close(); err != nil {
			t.Error(err)
		}
		d.mu.Lock()
		for c := range d.open {
			_ = c.Close()
		}
		d.mu.Unlock()
		d.ended.Wait()
	})
	return d
}

// home opens a home on the deployment, and forgets what that took.
func (d *deployment) home(t *testing.T) *mongostore.Home {
	t.Helper()
	uri := "mongodb://" + d.listener.Addr().String() + "/?replicaSet=rs&w=1&journal=false&retryWrites=false&readPreference=nearest"
	home, err := mongostore.Open(t.Context(), uri, "work", quiet())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := home.Close(); err != nil {
			t.Error(err)
		}
	})
	d.sent()
	return home
}

// answering sets what is answered from now on.
func (d *deployment) answering(answer func(command bson.D) bson.D) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.answer = answer
}

// sent gives the commands since it was asked last.
func (d *deployment) sent() []bson.D {
	d.mu.Lock()
	defer d.mu.Unlock()
	sent := d.commands
	d.commands = nil
	return sent
}

func (d *deployment) accept() {
	for {
		c, err := d.listener.Accept()
		if err != nil {
			return
		}
		d.mu.Lock()
		d.open[c] = true
		d.mu.Unlock()
		d.ended.Go(func() {
			for d.serve(c) == nil {
			}
			_ = c.Close()
		})
	}
}

// serve reads one message and answers it.
func (d *deployment) serve(c io.ReadWriter) error {
	var header [16]byte
	if _, err := io.ReadFull(c, header[:]); err != nil {
		return err
	}
	body := make([]byte, binary.LittleEndian.Uint32(header[:])-16)
	if _, err := io.ReadFull(c, body); err != nil {
		return err
	}
	var out []byte
	op := binary.LittleEndian.Uint32(header[12:])
	switch op {
	case opQuery: // flags, name, skip, limit, document
		out, op = make([]byte, 20), opReply
		out[16] = 1
	case opMsg:
		out = make([]byte, 5) // flags, and a section of kind 0
	default:
		return fmt.Errorf("operation %d", op)
	}
	var reply bson.D
	if op == opReply {
		reply = d.hello()
	} else {
		command, err := readMessage(body[4:])
		if err != nil {
			return err
		}
		reply = d.reply(command)
	}
	document, err := bson.Marshal(reply)
	if err != nil {
		return err
	}
	out = append(out, document...)
	copy(header[8:12], header[4:8]) // in answer to
	binary.LittleEndian.PutUint32(header[:], uint32(16+len(out)))
	binary.LittleEndian.PutUint32(header[12:], op)
	_, err = c.Write(append(header[:], out...))
	return err
}

// readMessage joins the sections of an OP_MSG to one command.
func readMessage(sections []byte) (command bson.D, err error) {
	for len(sections) > 0 {
		kind := sections[0]
		size := binary.LittleEndian.Uint32(sections[1:])
		part := sections[1 : 1+size]
		sections = sections[1+size:]
		if kind == 0 {
			if err := bson.Unmarshal(part, &command); err != nil {
				return nil, err
			}
			continue
		}
		name, rest, found := bytes.Cut(part[4:], []byte{0})
		if !found {
			return nil, errors.New("a section without a name")
		}
		var list bson.A
		for len(rest) > 0 {
			var one bson.D
			n := binary.LittleEndian.Uint32(rest)
			if err := bson.Unmarshal(rest[:n], &one); err != nil {
				return nil, err
			}
			list, rest = append(list, one), rest[n:]
		}
		command = append(command, bson.E{Key: string(name), Value: list})
	}
	return command, nil
}

func (d *deployment) hello() bson.D {
	address := d.listener.Addr().String()
	return bson.D{
		{Key: "ok", Value: 1}, {Key: "isWritablePrimary", Value: true}, {Key: "helloOk", Value: true},
		{Key: "setName", Value: "rs"}, {Key: "hosts", Value: bson.A{address}}, {Key: "me", Value: address}, {Key: "primary", Value: address},
		{Key: "maxBsonObjectSize", Value: 16 << 20}, {Key: "maxMessageSizeBytes", Value: 48000000}, {Key: "maxWriteBatchSize", Value: 100000},
		{Key: "logicalSessionTimeoutMinutes", Value: 30}, {Key: "minWireVersion", Value: 0}, {Key: "maxWireVersion", Value: 25},
	}
}

func (d *deployment) reply(command bson.D) bson.D {
	name := command[0].Key
	switch name {
	case "hello", "isMaster", "ismaster":
		return d.hello()
	case "endSessions":
		return bson.D{{Key: "ok", Value: 1}}
	}
	d.mu.Lock()
	answer := d.answer
	d.commands = append(d.commands, command)
	d.mu.Unlock()
	if answer != nil {
		if reply := answer(command); reply != nil {
			return reply
		}
	}
	switch name {
	case "find":
		return rows(command)
	case "insert", "update", "delete":
		list, _ := field(command, map[string]string{"insert": "documents", "update": "updates", "delete": "deletes"}[name]).(bson.A)
		return bson.D{{Key: "ok", Value: 1}, {Key: "n", Value: len(list)}, {Key: "nModified", Value: len(list)}}
	}
	return bson.D{{Key: "ok", Value: 1}}
}

// rows answers a find.
func rows(command bson.D, found ...any) bson.D {
	return bson.D{{Key: "ok", Value: 1}, {Key: "cursor", Value: bson.D{
		{Key: "id", Value: int64(0)}, {Key: "ns", Value: fmt.Sprint("work.", command[0].Value)}, {Key: "firstBatch", Value: append(bson.A{}, found...)},
	}}}
}

// field gives a field of a document; nil where it has none.
func field(d bson.D, name string) any {
	for _, e := range d {
		if e.Key == name {
			return e.Value
		}
	}
	return nil
}
