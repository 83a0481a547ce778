import type { Meeting } from '../../api/meeting'
import type { TextRight } from '../../text/right'

/** What is to be seen of the minutes of a meeting. */
export type Sight =
  | 'none' // nobody has begun them
  | 'hidden' // they are of a group one does not work in
  | 'live'
  | 'approved'

export function sightOf({ record, minutes_record: minutes }: Pick<Meeting, 'record' | 'minutes_record'>): Sight {
  if (record === 'none') return 'none'
  if (minutes === undefined) return 'hidden'
  return record === 'approved' ? 'approved' : 'live'
}

/** What one may do to the words: who corrects says what is wrong, and does not write. */
export function rightTo(can: readonly string[]): TextRight {
  return can.includes('write_minutes') ? 'edit' : 'read'
}
