import { Problem } from '../../api/problem'

/** What the server says is wrong with one field, by where the field is in what was sent: "/city/country". */
export const wrongAt = (error: Error | null, pointer: string): string | undefined => (error instanceof Problem ? error.errors.find((one) => one.pointer === pointer)?.detail : undefined)

/** The refusal as a whole: its sentence, and what is wrong where no field can say it. */
export function refusalOf(error: Error | null, shown: readonly string[]): string | undefined {
  if (error === null) return undefined
  const others = error instanceof Problem ? error.errors.filter(({ pointer }) => pointer === undefined || !shown.includes(pointer)).map(({ detail }) => detail) : []
  return [error.message, ...new Set(others)].join(' ')
}
