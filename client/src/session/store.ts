import { next, type Happening, type Person, type Session } from './session'

/** How windows of one browser tell each other about the session. */
export type Channel = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>

export type Deps = {
  /** Asks the server who is signed in; null for nobody. */
  ask: () => Promise<Person | null>
  channel: Channel
  /** Opens the sign-in beside this page; false where the browser did not let us. */
  openPopup: () => boolean
}

const heard = new Set(['renewed', 'ended'])

/** Knows who is signed in, and how to sign in again without leaving the page. */
export class SessionStore {
  #session: Session = { state: 'unknown' }
  readonly #listeners = new Set<() => void>()
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
    deps.channel.addEventListener('message', (event) => {
      const said: unknown = event.data
      if (typeof said !== 'string' || !heard.has(said)) return
      if (said === 'ended') this.#happen({ kind: 'refused' })
      else this.refresh().catch(() => undefined) // no line: the page stays as it is and can be renewed again
    })
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly session = (): Session => this.#session

  /** Asks the server again. Where it cannot be reached, what we knew stands. */
  async refresh(): Promise<Session> {
    this.#happen({ kind: 'answered', person: await this.#deps.ask() })
    return this.#session
  }

  /** Any call that was answered 401 ends here. */
  readonly refused = (): void => this.#happen({ kind: 'refused' })

  /** Signs in again in a window beside this page; what is typed here stays. False where the browser blocks the window: then a link has to do. */
  readonly renew = (): boolean => this.#deps.openPopup()

  /** This window has signed out; the others are told. */
  ended(): void {
    this.#deps.channel.postMessage('ended')
    this.#happen({ kind: 'ended' })
  }

  /** This window is the one beside the page, and signing in worked. */
  renewed(): void {
    this.#deps.channel.postMessage('renewed')
  }

  #happen(what: Happening): void {
    this.#session = next(this.#session, what)
    for (const listener of this.#listeners) listener()
  }
}
