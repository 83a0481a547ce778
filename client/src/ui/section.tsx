import { useId, type ReactNode } from 'react'
import { classes } from './classes'
import css from './section.module.css'
import { Sample } from './state'

type Props = {
  title: ReactNode
  count?: ReactNode
  sample?: boolean | undefined
  /** A link or button at the end of the heading's line. */
  end?: ReactNode
  /** The page's lead has the strong rule. */
  lead?: boolean
  level?: 2 | 3
  id?: string
  children: ReactNode
}

/** A rule, a heading and its content: no box. */
export function Section({ title, count, sample = false, end, lead = false, level = 2, id, children }: Props) {
  const made = useId()
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={classes(css.section, lead && css.lead)} aria-labelledby={id ?? made}>
      <div className={css.head}>
        <Heading id={id ?? made}>
          {title}
          {count !== undefined && <span className={css.count}> {count}</span>}
        </Heading>
        {sample && <Sample />}
        {end !== undefined && <div className={css.end}>{end}</div>}
      </div>
      {children}
    </section>
  )
}
