import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import type { IconName } from './icons'
import css from './tabs.module.css'

/** The parts of a page that have their own address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={css.tabs} aria-label={label}>
      {children}
    </nav>
  )
}

function TabAnchor({ className, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }) {
  return <a {...rest} className={classes(css.tab, className)} />
}

/** A tab; the router marks the current one. */
export const Tab = createLink(TabAnchor)

export type Segment<K extends string> = { key: K; label: ReactNode; icon?: IconName }

/** One of a few, on the same page. */
export function Segmented<K extends string>({ label, of, chosen, choose }: { label: string; of: readonly Segment<K>[]; chosen: K; choose: (key: K) => void }) {
  return (
    <div className={css.segmented} role="group" aria-label={label}>
      {of.map((segment) => (
        <button type="button" key={segment.key} className={css.segment} aria-pressed={segment.key === chosen} onClick={() => choose(segment.key)}>
          {segment.icon && <Icon name={segment.icon} />}
          {segment.label}
        </button>
      ))}
    </div>
  )
}
