import type { ReactNode } from 'react'
import { classes } from './classes'
import css from './table.module.css'

export type Column = {
  title: ReactNode
  /** Said, not shown: for a column of links. */
  hidden?: boolean
  end?: boolean
}

type Props = {
  /** Read to who cannot see the table as a whole; shown when `caption` is `shown`. */
  caption: ReactNode
  captionShown?: boolean
  columns: readonly Column[]
  /** On a phone each row becomes labelled lines; the cells then carry `label`. */
  flow?: boolean
  compact?: boolean
  children: ReactNode
}

/** Rows, not boxes. */
export function Table({ caption, captionShown = false, columns, flow = false, compact = false, children }: Props) {
  return (
    <table className={classes(css.table, flow && css.flow, compact && css.compact)}>
      <caption className={captionShown ? undefined : 'vh'}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th scope="col" key={index} className={column.end ? css.end : undefined}>
              {column.hidden ? <span className="vh">{column.title}</span> : column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** One row; `now` marks the one that is current, `provisional` one that may yet change. */
export function TableRow({ mark, children }: { mark?: 'now' | 'provisional' | undefined; children: ReactNode }) {
  return <tr className={mark && css[mark]}>{children}</tr>
}

/** What the row is about. */
export function HeadCell({ children }: { children: ReactNode }) {
  return <th scope="row">{children}</th>
}

/** A cell; `label` names it where the table became lines. */
export function Cell({ label, end = false, children }: { label?: string; end?: boolean; children?: ReactNode }) {
  return (
    <td className={end ? css.end : undefined} data-l={label}>
      {children}
    </td>
  )
}

/** Lets a wide table scroll by itself, also with the keyboard. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.scroll} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
