import { queryOptions } from '@tanstack/react-query'
import { client } from './client'
import { keys } from './keys'
import type { components } from './schema.gen'
import { unwrap } from './unwrap'

type Schemas = components['schemas']
export type Series = Schemas['Series']
export type Plan = Schemas['Plan']
export type NewSeries = Schemas['SeriesCreate']
export type SeriesChange = Schemas['SeriesChange']
export type SeriesDate = Schemas['SeriesDate']
export type DateNote = Schemas['DateNote']
export type ChangePreview = Schemas['SeriesChangePreview']

const at = (id: string) => ({ params: { path: { id } } })

/** The series of a group; it has few. */
export const seriesOf = (group: string) =>
  queryOptions({ queryKey: keys.series(group), queryFn: async () => (await unwrap(client.GET('/series', { params: { query: { group } } }))).items })

/** Every date of a plan as the clocks of the zones show it. Nothing is stored, so it is as good in an hour. */
export const previewSeries = (plan: Plan, zones: readonly string[]) =>
  queryOptions({
    queryKey: keys.seriesPreview(plan, zones),
    queryFn: async () => (await unwrap(client.POST('/series/preview', { body: { plan, zones: [...zones] } }))).items,
    staleTime: Infinity,
  })

/** Makes a series and its meetings. */
export const planSeries = (body: NewSeries) => unwrap(client.POST('/series', { body }))

/** What its meetings are called and how one joins; a meeting with words of its own keeps them. */
export const describeSeries = (id: string, body: Schemas['MeetingDetails']) => unwrap(client.PUT('/series/{id}', { ...at(id), body }))

/** What another rule would keep, add and drop. */
export const previewChange = (id: string, change: SeriesChange) =>
  queryOptions({ queryKey: keys.changePreview(id, change), queryFn: () => unwrap(client.POST('/series/{id}/change/preview', { ...at(id), body: change })) })

/** Gives it another rule; `drop` names the meetings that are known to go. */
export const changeSeries = (id: string, body: SeriesChange) => unwrap(client.POST('/series/{id}/change', { ...at(id), body }))

/** Puts every provisional date that is to come into the calendars. */
export const confirmSeries = (id: string) => unwrap(client.POST('/series/{id}/confirm', { ...at(id), body: {} }))
