import { expect, it } from 'vitest'
import type { Deliverable } from '../../api/deliverables'
import type { Meeting } from '../../api/meeting'
import type { Pilot, Report } from '../../api/pilots'
import { matters } from './matters'

const month = (period: string, state: Report['state'], more: Partial<Report> = {}): Report => ({
  id: period, title: period, period, state, pilot: 'p', deadline: '2023-07-16T00:00:00Z', late: false, no_change: false, difficulties: [], asks: [], open_asks: 0, questions: [], can: [], ...more,
})
const pilot = (can: string[], months: Report[]): Pilot => ({
  id: 'p', name: 'Tamarua', state: 'implementing', since: '', group: 'g', city: { name: 'Tamarua' }, clauses: [], goals: [], focal_points: [], officials: [], months, version: 1, can,
})
const meeting = (can: string[], proposals = 0): Meeting => ({
  id: 'm', title: 'Monthly', state: 'ended', group: 'g', start: '', end: '', local_start: '', zone: 'UTC', minutes: 60, mode: 'remote', record: 'circulated', sample: false, can,
  agenda: { items: [], proposals: Array.from({ length: proposals }, (_, n) => ({ id: String(n), title: '', purpose: 'inform', minutes: 0, papers: [], by: { id: 'x', name: 'x' }, at: '' })) },
})
const text = (state: Deliverable['state'], ...can: string[]): Deliverable => ({ id: 't', title: 'Methodology', state, kind: 'methodology', group: 'g', language: 'en', editors: [], sdgs: [], slips: [], late_by: 0, sample: false, can })
const kinds = (...of: Parameters<typeof matters>) => matters(...of).map(({ kind }) => kind)

it('asks the city for its own report', () => expect(matters([pilot(['report'], [month('2023-06', 'due', { late: true })])], [], undefined)).toMatchObject([{ kind: 'report', period: '2023-06', late: true }]))
it('asks the leaders to accept and to answer', () => expect(kinds([pilot(['review'], [month('2023-06', 'submitted', { open_asks: 2 })])], [], undefined)).toEqual(['accept', 'asks']))
it('asks to approve rather than to correct', () => expect(kinds([], [meeting(['correct', 'approve']), meeting(['correct']), meeting([])], undefined)).toEqual(['approve', 'correct']))
it('shows proposals to who plans the meeting only', () => expect([kinds([], [], meeting(['edit_agenda'], 2)), kinds([], [], meeting([], 2))]).toEqual([['proposals'], []]))
it('gives a text to whose turn it is', () => {
  const texts = (...of: Deliverable[]) => kinds([], [], undefined, of)
  expect(texts(text('group_review', 'text:read', 'text:comment', 'text:suggest', 'move:drafting'))).toEqual(['review'])
  expect(texts(text('group_review', 'text:read', 'text:comment', 'text:suggest', 'move:secretariat_editing'))).toEqual([])
  expect(texts(text('group_review', 'text:read'))).toEqual([])
  expect(texts(text('secretariat_editing', 'text:suggest'), text('secretariat_editing', 'text:edit'))).toEqual(['edit'])
  expect(texts(text('approval', 'text:read'), text('approval', 'text:read', 'move:published'))).toEqual(['publish'])
  expect(texts(text('drafting', 'text:edit'))).toEqual([])
})
