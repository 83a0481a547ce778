package httpapi

// Small turns between the contract, where what is absent is nil, and the
// services, where it is the zero value.

// value gives what a pointer points at, or the zero value.
func value[T any](p *T) T {
	if p == nil {
		var none T
		return none
	}
	return *p
}

// optional gives a pointer, or nil for the zero value.
func optional[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}

// list gives an empty list for none, so that JSON says [] and not null.
func list[T any](values []T) []T {
	if values == nil {
		return []T{}
	}
	return values
}

// each words every value of a list.
func each[From, To any](values []From, word func(From) To) []To {
	worded := make([]To, 0, len(values))
	for _, v := range values {
		worded = append(worded, word(v))
	}
	return worded
}
