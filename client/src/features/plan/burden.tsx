import { Trans, useLingui } from '@lingui/react/macro'
import { useClock } from '../../i18n/clock'
import { timeRange, zoneCity } from '../../i18n/time'
import { Section } from '../../ui/section'
import { Cell, HeadCell, Table, TableRow } from '../../ui/table'
import { outside, spanOf } from './hours'
import css from './plan.module.css'

type Dated = { start: string; end: string }

/** In which zone how many of the meetings lie outside the hours most people work. */
export function Burden({ dates, zones }: { dates: readonly Dated[]; zones: readonly string[] }) {
  const { t } = useLingui()
  const clock = useClock()
  const first = dates[0]
  if (!first) return null
  const start = new Date(first.start)
  const end = new Date(first.end)
  return (
    <Section title={<Trans>Who carries the hour</Trans>}>
      <Table compact caption={t`How many of the meetings lie outside working hours, zone by zone`} columns={[{ title: t`Zone` }, { title: t`Local day` }, { title: t`Outside`, end: true }]}>
        {zones.map((zone) => (
          <TableRow key={zone}>
            <HeadCell>
              <bdi>{zoneCity(zone)}</bdi>
            </HeadCell>
            <Cell>
              <Band label={timeRange({ ...clock, zone }, start, end)} {...spanOf(zone, start, end)} />
            </Cell>
            <Cell end>
              <span className="num">{dates.filter((date) => outside(zone, new Date(date.start), new Date(date.end))).length}</span>
            </Cell>
          </TableRow>
        ))}
      </Table>
      <p className={`meta ${css.legend ?? ''}`}>
        <span>
          <i className={css.day} /> <bdi dir="ltr">08:00–18:00</bdi>
        </span>
        <span>
          <i className={css.key} /> <Trans>the first of the meetings</Trans>
        </span>
      </p>
    </Section>
  )
}

const hour = (minutes: number) => minutes / 15 // 96 units a day

/** A day with its working hours and where the meeting lies in it. */
function Band({ label, from, to }: { label: string; from: number; to: number }) {
  const day = 24 * 60
  return (
    <svg className={css.band} viewBox="0 0 96 24" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className={css.work} x="32" y="4" width="40" height="16" />
      <path className={css.axis} d="M0 20h96" vectorEffect="non-scaling-stroke" />
      <rect className={css.meet} x={hour(from)} y="2" width={hour(Math.min(to, day) - from)} height="18" />
      {to > day && <rect className={css.meet} x="0" y="2" width={hour(to - day)} height="18" />}
    </svg>
  )
}
