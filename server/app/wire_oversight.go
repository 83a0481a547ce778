package app

import (
	"rapporteur/server/httpapi"
	"rapporteur/server/oversight"
)

// wireOversight makes the secretariat's page. It needs every feature it tells of.
func (h *house) wireOversight() {
	c := h.config.Oversight
	service := oversight.NewService(h.groups, overseenWork{h.deliverables, h.now}, overseenMeetings{h.meetings, h.now}, overseenPilots{h.pilots},
		oversight.Bounds{SilentAfter: c.SilentAfter, RecentSlip: c.RecentSlip, AnswerWithin: c.AnswerWithin}, h.now)
	h.door.Server.Oversight = httpapi.NewOversight(service)
}
