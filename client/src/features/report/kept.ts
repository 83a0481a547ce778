import type { Month } from '../../api/reports'
import type { Typed } from './answers'
import { readTyped } from './kept.parse'

const name = ({ pilot, period }: Month) => `rapporteur.report.${pilot}.${period}`

/** What was typed on this device and is not on the server yet. */
export function kept(month: Month): Typed | undefined {
  try {
    return readTyped(localStorage.getItem(name(month)))
  } catch {
    return undefined // a browser that keeps nothing
  }
}

export function keep(month: Month, typed: Typed): void {
  try {
    localStorage.setItem(name(month), JSON.stringify(typed))
  } catch {
    // Full or forbidden: the page still has it, and says when it is not saved.
  }
}

export function forgetKept(month: Month): void {
  try {
    localStorage.removeItem(name(month))
  } catch {
    // Nothing was kept either.
  }
}
