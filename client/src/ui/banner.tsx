import type { ReactNode } from 'react'
import css from './banner.module.css'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icons'
import type { Tone } from './tone'

const pictures: Record<Tone, IconName> = { plain: 'info', on: 'info', ok: 'ok', warn: 'alert', bad: 'error', off: 'info' }

type Props = {
  tone?: Tone
  icon?: IconName
  title: ReactNode
  children?: ReactNode
  /** `alert` interrupts a screen reader: only for what somebody must know now. */
  role?: 'status' | 'alert'
}

/** What happened, and what to do about it. */
export function Banner({ tone = 'plain', icon, title, children, role }: Props) {
  return (
    <div className={classes(css.banner, tone !== 'plain' && css[tone])} role={role}>
      <Icon name={icon ?? pictures[tone]} />
      <div className={css.body}>
        <b>{title}</b>
        {children}
      </div>
    </div>
  )
}
