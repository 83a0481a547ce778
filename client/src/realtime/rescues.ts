import type { Rescue } from './state'

/** What was rescued so far with what was rescued now: words put into one block one after another are told as one. */
export function joined(before: readonly Rescue[], now: readonly Rescue[]): Rescue[] {
  const list = [...before]
  for (const rescue of now) {
    const at = list.findIndex(({ block }) => block === rescue.block)
    const known = list[at]
    if (known) list[at] = { ...known, text: known.text + rescue.text }
    else list.push(rescue)
  }
  return list
}
