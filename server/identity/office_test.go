package identity_test

import (
	"errors"
	"slices"
	"testing"

	"rapporteur/server/identity"
)

func TestOfficesAreForAdministratorsToGiveAndTake(t *testing.T) {
	t.Parallel()
	h := build(t)
	offices := identity.NewOffices(h.people, &seats{})
	introduce := func(name string, held ...identity.Office) identity.Actor {
		t.Helper()
		known, err := h.people.Introduce(t.Context(), identity.System(), identity.Introduction{Claims: identity.Claims{Issuer: "https://id.example.org", Subject: name, Name: name}})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range held {
			if err := h.people.Appoint(t.Context(), identity.System(), known.ID, o); err != nil {
				t.Fatal(err)
			}
		}
		return identity.Actor{Person: known.ID, Offices: held}
	}
	admin := introduce("Ada", identity.OfficeAdmin, identity.OfficeSecretariat)
	officer := introduce("Bo", identity.OfficeSecretariat)
	introduce("Cy")

	list, err := offices.List(t.Context(), admin)
	if err != nil || len(list) != 2 || list[0].Name != "Ada" || len(list[0].Offices) != 2 || list[1].Name != "Bo" {
		t.Fatalf("got %+v, %v; want Ada, once, and Bo", list, err)
	}
	for name, who := range map[string]identity.Actor{"an officer": officer, "the public": identity.Public()} {
		if _, err := offices.List(t.Context(), who); !errors.Is(err, errNotYours) {
			t.Errorf("%s lists: %v", name, err)
		}
		if err := offices.Withdraw(t.Context(), who, admin.Person, identity.OfficeAdmin); !errors.Is(err, errNotYours) {
			t.Errorf("%s withdraws: %v", name, err)
		}
	}
	if err := offices.Withdraw(t.Context(), admin, admin.Person, identity.OfficeAdmin); !errors.Is(err, identity.ErrLastAdmin) {
		t.Errorf("the last administrator left: %v", err)
	}
	for range 2 { // what is withdrawn already is no mistake
		if err := offices.Withdraw(t.Context(), admin, officer.Person, identity.OfficeSecretariat); err != nil {
			t.Fatal(err)
		}
	}
	if bo, err := h.people.Person(t.Context(), officer.Person); err != nil || slices.Contains(bo.Offices, identity.OfficeSecretariat) {
		t.Errorf("Bo holds %v, %v", bo.Offices, err)
	}
	if err := h.people.Appoint(t.Context(), admin, officer.Person, identity.OfficeAdmin); err != nil {
		t.Fatal(err)
	}
	if err := offices.Withdraw(t.Context(), admin, admin.Person, identity.OfficeAdmin); err != nil {
		t.Errorf("with another one there: %v", err)
	}
	if err := offices.Withdraw(t.Context(), admin, "nobody", identity.OfficeSecretariat); !errors.Is(err, identity.ErrNoPerson) {
		t.Errorf("of nobody: %v", err)
	}
}
