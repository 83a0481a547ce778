import type { Difficulty } from '../../api/reports'
import type { Typed } from './answers'

const isText = (value: unknown): value is string => typeof value === 'string'
const isDifficulty = (value: unknown): value is Difficulty =>
  typeof value === 'object' && value !== null && isText((value as Difficulty).text) && ['string', 'undefined'].includes(typeof (value as Difficulty).clause)

/** Reads what an earlier visit kept; undefined for nothing and for what another build wrote. */
export function readTyped(stored: string | null): Typed | undefined {
  if (stored === null) return undefined
  let value: unknown
  try {
    value = JSON.parse(stored)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const typed = value as Partial<Record<keyof Typed, unknown>>
  const colour = typed.colour
  if (colour !== '' && colour !== 'green' && colour !== 'amber' && colour !== 'red') return undefined
  if (!isText(typed.reason) || !isText(typed.progress) || !isText(typed.private)) return undefined
  if (!Array.isArray(typed.difficulties) || !typed.difficulties.every(isDifficulty)) return undefined
  if (!Array.isArray(typed.asks) || !typed.asks.every(isText)) return undefined
  return { colour, reason: typed.reason, progress: typed.progress, private: typed.private, difficulties: typed.difficulties, asks: typed.asks }
}
