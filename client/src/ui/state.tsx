import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icons'
import css from './state.module.css'
import type { Tone } from './tone'

const tint = (tone: Tone) => tone !== 'plain' && css[tone]

/** A state in a row: icon, word, colour. */
export function State({ icon, tone = 'plain', strong = false, children }: { icon: IconName; tone?: Tone; strong?: boolean; children: ReactNode }) {
  return (
    <span className={classes(css.state, tint(tone), strong && css.strong)}>
      <Icon name={icon} />
      <span>{children}</span>
    </span>
  )
}

/** A short label on a ground. */
export function Chip({ icon, tone = 'plain', provisional = false, children }: { icon?: IconName; tone?: Tone; provisional?: boolean; children: ReactNode }) {
  return (
    <span className={classes(css.chip, tint(tone), provisional && css.provisional)}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  )
}

/** Says that something is invented; given a thing, only where that thing is. The only part that may say it. */
export function Sample({ of }: { of?: { sample?: boolean | undefined } }) {
  if (of && of.sample !== true) return null
  return (
    <span className={css.sample}>
      <Trans>sample</Trans>
    </span>
  )
}

/** Something new; the words for it stand in `label`. */
export function Dot({ label }: { label: string }) {
  return <span className={css.dot} role="img" aria-label={label} />
}
