// A parser that shares nothing with the server reads the feed it writes
// (server/calendar/testdata, held current by the server's own tests) to the
// instants the server means, whatever zone this machine is in.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import ICAL from 'ical.js'

const data = new URL('../../server/calendar/testdata/', import.meta.url)
const read = (name) => readFileSync(new URL(name, data), 'utf8')

/** Every sitting that takes place, as "start/end" in UTC. */
export function sittings(text) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const found = []
  for (const component of calendar.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(component)
    if (event.isRecurrenceException()) continue
    const times = event.isRecurring() ? event.iterator() : [event.startDate][Symbol.iterator]()
    for (let next = times.next(); next && !next.done; next = times.next()) {
      const at = next.value ?? next
      const detail = event.isRecurring() ? event.getOccurrenceDetails(at) : { item: event, startDate: event.startDate, endDate: event.endDate }
      if (detail.item.component.getFirstPropertyValue('status') === 'CANCELLED') continue
      found.push(`${utc(detail.startDate)}/${utc(detail.endDate)}`)
    }
  }
  return found.sort()
}

const utc = (time) => time.convertToZone(ICAL.Timezone.utcTimezone).toString()

for (const zone of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
  test(`ical.js reads the feed to the same instants in ${zone}`, () => {
    process.env.TZ = zone
    assert.deepEqual(sittings(read('programme.ics')), JSON.parse(read('programme.json')))
  })
}

test('the moved meeting says when it was planned', () => {
  const calendar = new ICAL.Component(ICAL.parse(read('programme.ics')))
  const moved = calendar.getAllSubcomponents('vevent').filter((e) => e.hasProperty('recurrence-id')).map((e) => `${e.getFirstPropertyValue('recurrence-id')} ${e.getFirstPropertyValue('dtstart')}`)
  assert.deepEqual(moved, ['2023-09-21T14:00:00 2023-09-20T14:00:00', '2023-10-19T14:00:00 2023-10-19T14:00:00'])
})
