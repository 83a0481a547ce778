import { createContext, type ReactNode } from 'react'

/** The zone of this device, for somebody who has not told us another. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** True for a zone this browser can compute with. */
export function isZone(zone: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone })
    return zone !== ''
  } catch {
    return false
  }
}

/** The reader's zone, for every time shown below. */
export const Zone = createContext<string>(deviceZone())

export function ZoneProvider({ zone, children }: { zone: string; children: ReactNode }) {
  return <Zone value={zone}>{children}</Zone>
}
