import { useSyncExternalStore } from 'react'

/**
 * Where one looks in the text. It changes with every step of the caret, so only
 * what shows it follows it: a page that rendered each time would set the editor
 * up anew under somebody's fingers.
 */
export class Sight {
  /** The block of the caret, or of the thread that has the focus. */
  #here: string | null = null
  /** The blocks there are, and where each stands. */
  #places: ReadonlyMap<string, number> = new Map()
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly here = (): string | null => this.#here
  readonly places = (): ReadonlyMap<string, number> => this.#places

  look(block: string | null): void {
    if (block === this.#here) return
    this.#here = block
    this.#tell()
  }
  setPlaces(places: ReadonlyMap<string, number>): void {
    if (places.size === this.#places.size && [...places].every(([block, place]) => this.#places.get(block) === place)) return
    this.#places = places
    this.#tell()
  }
  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

export const useHere = (sight: Sight) => useSyncExternalStore(sight.subscribe, sight.here)
export const usePlaces = (sight: Sight) => useSyncExternalStore(sight.subscribe, sight.places)
