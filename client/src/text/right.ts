/** What the person may do to the words, as the server said it. */
export type TextRight = 'none' | 'read' | 'comment' | 'suggest' | 'edit'

const RIGHTS: readonly TextRight[] = ['read', 'comment', 'suggest', 'edit']

/** Reads the right out of `can`; the server is asked again before anything is written. */
export function textRight(can: readonly string[]): TextRight {
  return RIGHTS.findLast((right) => can.includes(`text:${right}`)) ?? 'none'
}
