package notify

// Print shows tests what a letter looks like when it is carried.
func (o *Outbox) Print(l Letter) (Mail, error) { return o.press.print(l, "id", o.now()) }
