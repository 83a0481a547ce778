import type { Attendance } from '../../api/attendance'

type Person = { id: string; name: string }

/** A line each for who is on the list and for who could be, by name. */
export function lines(attendance: readonly Attendance[], people: readonly Person[]): { person: Person; line: Attendance | undefined }[] {
  const all = new Map(people.map((person) => [person.id, person]))
  for (const { person } of attendance) all.set(person.id, person)
  return [...all.values()]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((person) => ({ person, line: attendance.find((one) => one.person.id === person.id) }))
}

/** How many took part, themselves or by a delegate. */
export const there = (attendance: readonly Attendance[]): number => attendance.filter(({ presence }) => presence !== 'regrets').length
