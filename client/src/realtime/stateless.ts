import { refusalOf, type Refusal, type Rescue } from './state'

/** What the server says beside the text: JSON with a type (docs/adr/0009). */
export type Word =
  | { kind: 'refused'; reason: Refusal; sentence: string }
  | { kind: 'rescued'; rescues: Rescue[] }
  | { kind: 'unknown' }

/** Reads an application message; one we cannot read is passed over, never thrown at the editor. */
export function readWord(payload: string): Word {
  const value = parse(payload)
  switch (value?.type) {
    case 'refused':
      return { kind: 'refused', reason: refusalOf(value.reason), sentence: text(value.sentence) }
    case 'rescued':
      return { kind: 'rescued', rescues: Array.isArray(value.rescues) ? value.rescues.flatMap(readRescue) : [] }
    default:
      return { kind: 'unknown' }
  }
}

function readRescue(value: unknown): Rescue[] {
  const found = record(value)
  return found && typeof found.text === 'string' ? [{ text: found.text, block: text(found.block) }] : []
}

function parse(payload: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(payload))
  } catch {
    return undefined
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? { ...value } : undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
