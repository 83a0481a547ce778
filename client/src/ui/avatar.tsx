import type { ReactNode } from 'react'
import css from './avatar.module.css'
import { classes } from './classes'
import { Icon } from './icon'

/** The number of a person's colour, 1 to 8: the same on every screen and at every caret. */
export function personColour(id: string): number {
  let sum = 0
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return (sum % 8) + 1
}

/** First letters of the first and last word of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]?.[Symbol.iterator]().next().value ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[Symbol.iterator]().next().value ?? '') : ''
  return (first + last).toLocaleUpperCase()
}

type Size = 'small' | 'normal' | 'large'

/** A person as a coloured disc. The name stands beside it, so it is silent. */
export function Avatar({ id, name, size = 'normal' }: { id: string; name: string; size?: Size }) {
  return (
    <span className={classes(css.avatar, css[`c${personColour(id)}`], size !== 'normal' && css[size])} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** A seat nobody holds. */
export function VacantAvatar() {
  return (
    <span className={classes(css.avatar, css.vacant)} aria-hidden="true">
      <Icon name="person" />
    </span>
  )
}

/** Several people as one picture with one name for all. */
export function Avatars({ people, label, most = 4 }: { people: readonly { id: string; name: string }[]; label: string; most?: number }) {
  const rest = people.length - most
  return (
    <span className={css.row} role="img" aria-label={label} title={people.map((person) => person.name).join(', ')}>
      {people.slice(0, most).map((person) => (
        <Avatar key={person.id} {...person} />
      ))}
      {rest > 0 && <span className={css.more}>+{rest}</span>}
    </span>
  )
}

/** A person's disc with words beside it. */
export function Who({ avatar, children }: { avatar: ReactNode; children: ReactNode }) {
  return (
    <span className={css.who}>
      {avatar}
      <span>{children}</span>
    </span>
  )
}
