import type { ProblemBody } from './problem'

/** True for a body in the shape of RFC 9457 as our contract writes it. */
export function isProblemBody(value: unknown): value is ProblemBody {
  if (typeof value !== 'object' || value === null) return false
  const body = value as Partial<Record<keyof ProblemBody, unknown>>
  return typeof body.status === 'number' && typeof body.code === 'string' && typeof body.detail === 'string'
}
