import type { Deliverable } from '../../api/deliverables'
import type { Meeting } from '../../api/meeting'
import type { Pilot } from '../../api/pilots'
import { toAccept, toReport } from '../../pilot/due'
import { textRight } from '../../text/right'

/** Something that waits for the person whose page it is. */
export type Matter =
  | { kind: 'report'; pilot: Pilot; period: string; late: boolean }
  | { kind: 'accept'; pilot: Pilot; period: string }
  | { kind: 'asks'; pilot: Pilot; count: number }
  | { kind: 'approve' | 'correct'; meeting: Meeting }
  | { kind: 'proposals'; meeting: Meeting; count: number }
  | { kind: 'review' | 'edit' | 'publish'; deliverable: Deliverable }

/** Finds what waits, as the server says what one may do: one's own report first, then what others wait for. */
export function matters(pilots: readonly Pilot[], meetings: readonly Meeting[], next: Meeting | undefined, texts: readonly Deliverable[] = []): Matter[] {
  const list: Matter[] = []
  for (const pilot of pilots) {
    const period = toReport(pilot)
    if (period !== undefined) list.push({ kind: 'report', pilot, period, late: pilot.months.find((month) => month.period === period)?.late ?? false })
  }
  for (const meeting of meetings) {
    if (meeting.can.includes('approve')) list.push({ kind: 'approve', meeting })
    else if (meeting.can.includes('correct')) list.push({ kind: 'correct', meeting })
  }
  const proposals = next?.can.includes('edit_agenda') ? (next.agenda?.proposals.length ?? 0) : 0
  if (next && proposals > 0) list.push({ kind: 'proposals', meeting: next, count: proposals })
  for (const deliverable of texts) {
    const kind = turnOf(deliverable)
    if (kind) list.push({ kind, deliverable })
  }
  for (const pilot of pilots) {
    for (const { period } of toAccept(pilot)) list.push({ kind: 'accept', pilot, period })
    const asks = pilot.can.includes('review') ? pilot.months.reduce((sum, month) => sum + month.open_asks, 0) : 0
    if (asks > 0) list.push({ kind: 'asks', pilot, count: asks })
  }
  return list
}

/** Whose turn a text is: the group's while it reviews, the secretariat's before and at its publication. */
function turnOf({ state, can }: Deliverable): 'review' | 'edit' | 'publish' | undefined {
  const right = textRight(can)
  if (state === 'group_review') return right === 'suggest' && !can.includes('move:secretariat_editing') ? 'review' : undefined
  if (state === 'secretariat_editing') return right === 'edit' ? 'edit' : undefined
  return state === 'approval' && can.includes('move:published') ? 'publish' : undefined
}
