import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import css from './empty.module.css'

/** Nothing here: what would be here, and what to do if something should be. */
export function Empty({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.title}>{title}</p>
      {children !== undefined && <p>{children}</p>}
      {action}
    </div>
  )
}

/** Content that is on its way; it keeps the place so that nothing jumps. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div role="status">
      <span className="vh">
        <Trans>Loading</Trans>
      </span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={css.bone} aria-hidden="true" />
      ))}
    </div>
  )
}
