import { createLink } from '@tanstack/react-router'
import { Fragment, useLayoutEffect, useRef, type AnchorHTMLAttributes, type FocusEvent, type ReactNode, type Ref } from 'react'
import { classes } from './classes'
import css from './rows.module.css'

/** A list of work: a line each. */
export function Rows({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={css.rows} aria-label={label} {...useHeldFocus()}>
      {children}
    </ul>
  )
}

/** Where a line goes away by what was done on it, the focus goes to the line in its place, not back to the top of the page. */
function useHeldFocus() {
  const list = useRef<HTMLUListElement>(null)
  const held = useRef(-1)
  useLayoutEffect(() => {
    const lines = list.current?.children
    if (held.current < 0 || !lines || document.activeElement !== document.body) return
    const line = lines[Math.min(held.current, lines.length - 1)]
    line?.querySelector<HTMLElement>('input, button, a[href]')?.focus()
  })
  return {
    ref: list,
    onFocus: ({ target }: FocusEvent) => {
      held.current = [...(list.current?.children ?? [])].findIndex((line) => line.contains(target))
    },
    onBlur: () => {
      held.current = -1
    },
  }
}

/** One line: what stands before it, what it is, what stands at its end. */
export function Row({ start, end, children }: { start?: ReactNode; end?: ReactNode; children: ReactNode }) {
  return (
    <li className={start === undefined ? css.two : undefined}>
      {start}
      <div>{children}</div>
      {end !== undefined && <div className={css.end}>{end}</div>}
    </li>
  )
}

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> }

// <bdi>, not dir: words in another direction keep their order and stand at the page's own edge.
function WhatAnchor({ className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classes(css.what, className)}>
      <bdi>{children}</bdi>
    </a>
  )
}

/** The name of a thing, as a link to it. */
export const WhatLink = createLink(WhatAnchor)

/** The name of a thing that has no page. */
export function What({ children }: { children: ReactNode }) {
  return (
    <span className={css.what}>
      <bdi>{children}</bdi>
    </span>
  )
}

function LoneAnchor({ className, ...rest }: AnchorProps) {
  return <a {...rest} className={classes(css.lone, className)} />
}

/** A link that stands alone: tall enough for a finger. */
export const LoneLink = createLink(LoneAnchor)

/** The same to another site. */
export function Lone(props: AnchorProps) {
  return <LoneAnchor {...props} />
}

/** Names and values. */
export function Facts({ of }: { of: readonly { name: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className={css.facts}>
      {of.map((fact, index) => (
        <Fragment key={index}>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}

export function Bullets({ of }: { of: readonly string[] }) {
  return (
    <ul className={css.bullets} dir="auto">
      {of.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
