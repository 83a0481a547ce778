import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

export type Meeting = components['schemas']['Meeting']
export type NewMeeting = components['schemas']['MeetingCreate']
export type MeetingDetails = components['schemas']['MeetingDetails']
export type MeetingMode = components['schemas']['MeetingMode']

/** Longest a meeting lasts: what began so long ago may still be on. In milliseconds. */
const longest = 24 * 3_600_000

const soon = () => new Date(Date.now() - longest).toISOString()

/** The meetings of a group that have not ended, soonest first, and those planned after them. */
export const upcomingMeetings = (group: string) =>
  queryOptions({
    queryKey: keys.meetings({ group }),
    queryFn: async () => (await unwrap(client.GET('/meetings', { params: { query: { group, from: soon() } } }))).items,
  })

/** The next meetings of the groups one works in. */
export const myNextMeetings = () =>
  queryOptions({
    queryKey: keys.meetings({ mine: true }),
    queryFn: async () => (await unwrap(client.GET('/meetings', { params: { query: { mine: true, from: soon(), limit: 100 } } }))).items,
  })

/** The meetings that have begun, the latest first, a page at a time. */
export const earlierMeetings = (group: string | undefined) =>
  infiniteQueryOptions({
    queryKey: keys.earlierMeetings(group),
    queryFn: async ({ pageParam: { before, after } }) => {
      const query = { ...(group === undefined ? { mine: true } : { group }), before, latest: true, limit: 20, ...(after !== undefined && { after }) }
      return { before, ...(await unwrap(client.GET('/meetings', { params: { query } }))) }
    },
    initialPageParam: firstPage(),
    getNextPageParam: ({ before, next }) => (next === undefined ? undefined : { before, after: next }),
  })

/** Every page is of what had begun when the first was asked for. */
const firstPage = (): { before: string; after?: string } => ({ before: new Date().toISOString() })

/** Every meeting of a series, the earliest first. */
export const meetingsOfSeries = (series: string) =>
  queryOptions({
    queryKey: keys.meetingsOfSeries(series),
    queryFn: async () => {
      const all: Meeting[] = []
      let after: string | undefined
      do {
        const page = await unwrap(client.GET('/meetings', { params: { query: { series, limit: 200, ...(after !== undefined && { after }) } } }))
        all.push(...page.items)
        after = page.next
      } while (after !== undefined)
      return all
    },
  })

/** What is planned in a stretch in the groups one works in. */
export const meetingsBetween = (from: string, before: string) =>
  queryOptions({
    queryKey: keys.meetingsBetween(from, before),
    queryFn: async () => (await unwrap(client.GET('/meetings', { params: { query: { mine: true, from, before, limit: 200 } } }))).items,
  })

/** Plans one meeting that belongs to no series. */
export const planMeeting = (body: NewMeeting) => unwrap(client.POST('/meetings', { body }))

/** Other words: the title, how people come together and where. */
export const describeMeeting = (id: string, body: MeetingDetails) => unwrap(client.PUT('/meetings/{id}', { params: { path: { id } }, body }))

/** The same meeting as a file for a calendar. */
export const calendarFile = (id: string): string => `/api/meetings/${id}/calendar.ics`
