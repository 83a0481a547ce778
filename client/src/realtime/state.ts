/** What became of what was typed, as the page always shows it. */
export type SaveState =
  | { state: 'opening' }
  | { state: 'saved'; at: number } // milliseconds since the epoch; everything is in the database
  | { state: 'sending'; changes: number }
  | { state: 'kept'; changes: number } // no line: kept on this device
  | { state: 'refused'; refusal: Refusal; text: string } // text: one's own words the server does not have
  | { state: 'closed'; refusal: Refusal } // the document does not open, or not any more

/** Why the server does not take what was typed, or does not open the document. */
export type Refusal = (typeof REFUSALS)[number] | 'other'

const REFUSALS = [
  'forbidden',
  'too-large',
  'too-many',
  'rights-lost',
  'read-only',
  'schema',
  'signed-out',
  'not-found',
  'client-id',
  'unreadable',
  'unavailable',
  'token-refused',
] as const

/** What the person may do to the text. The server decides; this is what it said. */
export type Scope = 'unknown' | 'write' | 'read'

/** Somebody who has the document open. */
export interface Present {
  client: number
  person: string
  name: string
  color: string
}

/** Words that met a change of the block they were in; the server put them beside it (docs/adr/0011). */
export interface Rescue {
  text: string
  block: string
}

/** Everything a page shows about a live document beside its text. */
export interface LiveState {
  save: SaveState
  scope: Scope
  /** The text as the server has it is here: the editor may be shown. */
  ready: boolean
  present: Present[]
  rescues: Rescue[]
}

/** Reads a reason the server gave; one we do not know yet is "other". */
export function refusalOf(reason: unknown): Refusal {
  return REFUSALS.find((r) => r === reason) ?? 'other'
}
