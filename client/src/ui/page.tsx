import { useLingui } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'
import { classes } from './classes'
import { Icon } from './icon'
import css from './page.module.css'
import { useTitle } from './title'

type HeadProps = {
  /** Title of the browser's tab, and of the page unless `heading` is given. */
  title: string
  heading?: ReactNode
  /** The way down to here, each a link. */
  crumbs?: readonly ReactNode[]
  over?: ReactNode
  meta?: ReactNode
  actions?: ReactNode
}

/** A page: main column, gutters, its heading. */
export function Page({ narrow = false, children, ...head }: HeadProps & { narrow?: boolean; children: ReactNode }) {
  return (
    <div className={classes(css.page, narrow && css.narrow)}>
      <PageHead {...head} />
      {children}
    </div>
  )
}

function PageHead({ title, heading, crumbs = [], over, meta, actions }: HeadProps) {
  const { t } = useLingui()
  useTitle(title)
  return (
    <>
      {crumbs.length > 0 && (
        <nav className={css.crumbs} aria-label={t`Where you are`}>
          {crumbs.map((crumb, index) => (
            <Fragment key={index}>
              {index > 0 && <Icon name="end" />}
              <span>{crumb}</span>
            </Fragment>
          ))}
        </nav>
      )}
      <div className={css.head}>
        <div>
          {over !== undefined && <p className="meta">{over}</p>}
          <h1>
            <bdi>{heading ?? title}</bdi>
          </h1>
          {meta !== undefined && <div className={css.meta}>{meta}</div>}
        </div>
        {actions}
      </div>
    </>
  )
}

/** Facts in one line that wraps. */
export function MetaLine({ children }: { children: ReactNode }) {
  return <div className={css.meta}>{children}</div>
}

/** Main column and an aside; below 1024 px the aside follows. */
export function Split({ children, aside, label }: { children: ReactNode; aside: ReactNode; label: string }) {
  return (
    <div className={css.split}>
      <Stack>{children}</Stack>
      <aside className={css.stack} aria-label={label}>
        {aside}
      </aside>
    </div>
  )
}

export function Halves({ children }: { children: ReactNode }) {
  return <div className={css.halves}>{children}</div>
}

/** Sections with the space between sections. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className={css.stack}>{children}</div>
}
