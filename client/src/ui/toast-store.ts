export type Toast = { id: number; text: string; undo?: () => void }

/** How long a message stays, in milliseconds; it waits while somebody is on it. */
export const toastLife = 8_000

/** The messages on screen. One instance serves the page; tests make their own. */
export class ToastStore {
  #list: readonly Toast[] = []
  #last = 0
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly list = (): readonly Toast[] => this.#list

  /** Says that something was done, and offers to take it back. At most three stand at a time. */
  show(text: string, undo?: () => void): void {
    this.#last += 1
    this.#set([...this.#list.slice(-2), { id: this.#last, text, ...(undo && { undo }) }])
  }
  dismiss(id: number): void {
    this.#set(this.#list.filter((toast) => toast.id !== id))
  }
  #set(list: readonly Toast[]): void {
    this.#list = list
    for (const listener of this.#listeners) listener()
  }
}

export const toasts = new ToastStore()
