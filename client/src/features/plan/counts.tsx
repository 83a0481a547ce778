import { Plural } from '@lingui/react/macro'
import type { ChangePreview } from '../../api/series'
import css from './plan.module.css'

/** How many dates are firm at once, and how many are not. */
export function Counts({ days, firm }: { days: readonly string[]; firm: string }) {
  const scheduled = days.filter((day) => day <= firm).length
  const provisional = days.length - scheduled
  return (
    <span className={css.counts} role="status">
      {scheduled > 0 && (
        <b>
          <Plural value={scheduled} one="# is put into everybody’s calendar" other="# are put into everybody’s calendar" />
        </b>
      )}
      {provisional > 0 && (
        <span>
          <Plural value={provisional} one="# stays provisional" other="# stay provisional" />
        </span>
      )}
    </span>
  )
}

/** What a change does, in numbers. */
export function ChangeCounts({ of }: { of: ChangePreview | undefined }) {
  if (!of) return <span />
  return (
    <span className={css.counts} role="status">
      {of.kept.length > 0 && (
        <span>
          <Plural value={of.kept.length} one="# date is kept" other="# dates are kept" />
        </span>
      )}
      {of.added.length > 0 && (
        <span>
          <Plural value={of.added.length} one="# is added" other="# are added" />
        </span>
      )}
      {of.dropped.length > 0 && (
        <b>
          <Plural value={of.dropped.length} one="# is dropped" other="# are dropped" />
        </b>
      )}
    </span>
  )
}
