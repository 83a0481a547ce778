package app

import (
	"context"
	"fmt"
	"time"

	"rapporteur/config/demo"
	"rapporteur/server/deliverable"
	"rapporteur/server/group"
	"rapporteur/server/identity"
)

// deliverable takes one in at the stage it is in: the demo begins in the
// middle of the work, so the steps before are not taken one by one.
func (l *demoLoader) deliverable(ctx context.Context, d demo.Deliverable) error {
	made := deliverable.Deliverable{
		Group: l.groups[d.Group], Title: d.Title, Label: d.Label, Kind: deliverable.Kind(d.Kind), Stage: group.Stage(d.Stage),
		Language: d.Language, Sample: d.Sample,
	}
	for _, e := range d.Editors {
		made.Editors = append(made.Editors, l.people[e].Person)
	}
	due := l.now().AddDate(0, 0, d.DueIn)
	if d.DueIn != 0 {
		made.Due = due.AddDate(0, 0, -d.SlippedBy).Format(time.DateOnly)
	}
	known, err := l.deliverables.Create(ctx, identity.System(), made)
	if err != nil {
		return fmt.Errorf("create deliverable %s: %w", d.Key, err)
	}
	l.made[d.Key] = known.ID
	if err := l.begin(ctx, d, known.ID); err != nil {
		return fmt.Errorf("begin the text of %s: %w", d.Key, err)
	}
	if d.SlippedBy == 0 {
		return nil
	}
	later := due.Format(time.DateOnly)
	if _, err := l.deliverables.Change(ctx, l.office, known.ID, deliverable.Change{Due: &later, Reason: d.SlipReason}); err != nil {
		return fmt.Errorf("move the date of deliverable %s: %w", d.Key, err)
	}
	return nil
}
