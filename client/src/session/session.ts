/** Who is signed in here, as much of it as the shell needs. */
export type Person = {
  id: string
  name: string
  email: string
  /** Their language and zone, where they chose one. */
  locale?: string | undefined
  zone?: string | undefined
  /** What they may do that belongs to no thing in particular. */
  can?: readonly string[]
}

export type Session =
  | { state: 'unknown' } // not asked yet
  | { state: 'signed_out' }
  | { state: 'signed_in'; person: Person }
  /** The server no longer knows us. Pages stay as they are, so that nothing typed is lost. */
  | { state: 'expired'; person: Person }
  /** Somebody else signed in while a page of `was` stood open. */
  | { state: 'replaced'; was: Person; person: Person }

/** What can happen to a session. */
export type Happening =
  | { kind: 'answered'; person: Person | null } // GET /session
  | { kind: 'refused' } // any answer 401
  | { kind: 'ended' } // signed out, here or in another window

/** Decides what a happening makes of a session. */
export function next(now: Session, what: Happening): Session {
  switch (what.kind) {
    case 'ended':
      return { state: 'signed_out' }
    case 'refused':
      return now.state === 'signed_in' ? { state: 'expired', person: now.person } : now
    case 'answered':
      return answered(now, what.person)
  }
}

function answered(now: Session, person: Person | null): Session {
  const before = now.state === 'expired' || now.state === 'signed_in' ? now.person : now.state === 'replaced' ? now.was : null
  if (person === null) return before === null ? { state: 'signed_out' } : { state: 'expired', person: before }
  if (before !== null && before.id !== person.id) return { state: 'replaced', was: before, person }
  return { state: 'signed_in', person }
}

/** The person whose page this is, signed in or not any more. */
export function personOf(session: Session): Person | null {
  switch (session.state) {
    case 'signed_in':
    case 'expired':
      return session.person
    case 'replaced':
      return session.was
    case 'unknown':
    case 'signed_out':
      return null
  }
}
