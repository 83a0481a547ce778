package group

import (
	"encoding/json"

	"rapporteur/server/event"
)

// concern says whom an event of a seat is about.
type concern struct {
	Person string `json:"person,omitempty"`
	Role   Role   `json:"role"`
	Pilot  string `json:"pilot,omitempty"`
}

// changed makes the event of a seat. Rights may have changed with it, so open
// sockets of its holder are asked again.
func changed(kind string, seat Seat) event.Event {
	data, err := json.Marshal(concern{seat.Holder, seat.Role, seat.Pilot})
	if err != nil {
		data = nil // three strings always encode
	}
	return event.Event{Kind: kind, Group: seat.Group, Data: data}
}

// PersonOf tells whose rights an event of a seat may have changed; "" for any other.
func PersonOf(e event.Event) string {
	var c concern
	if e.Collection != seatShape.Name || e.Data == nil || json.Unmarshal(e.Data, &c) != nil {
		return ""
	}
	return c.Person
}
