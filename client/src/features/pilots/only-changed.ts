/** The parts that are not as they were, so that what somebody else changed meanwhile stays. */
export function onlyChanged<T extends object>(before: T, now: T): Partial<T> {
  const changed: Partial<T> = {}
  for (const key in now) if (JSON.stringify(now[key]) !== JSON.stringify(before[key])) changed[key] = now[key]
  return changed
}
