import { Trans, useLingui } from '@lingui/react/macro'
import { useWrongZone, ZoneInput } from '../../session/zone-field'
import { classes } from '../../ui/classes'
import { inputClass, selectClass } from '../../ui/field'
import { Icon } from '../../ui/icon'
import css from './plan.module.css'
import { monthly, nths, units, weekdays, type Typed } from './rule'
import { useWords } from './words'

type Props = { value: Typed; set: (value: Typed) => void; change?: boolean }

const lengths = [30, 45, 60, 90, 120, 150, 180, 240]

/** The rule as one sentence with gaps; every language puts the gaps where it says them. */
export function Sentence({ value, set, change = false }: Props) {
  const { t } = useLingui()
  const words = useWords()
  const wrongZone = useWrongZone(value.zone)
  const unit = <Pick label={t`How often`} of={units} word={words.units} value={value.unit} choose={(chosen) => set({ ...value, unit: chosen })} />
  const nth = <Pick label={t`Which of the month`} of={nths} word={words.nths} value={value.nth} choose={(chosen) => set({ ...value, nth: chosen })} />
  const weekday = <Pick label={t`Day of the week`} of={weekdays} word={words.day} value={value.day} choose={(chosen) => set({ ...value, day: chosen })} />
  const time = <input type="time" className={gap} aria-label={t`Begins at`} required value={value.time} onChange={(event) => set({ ...value, time: event.target.value })} />
  const length = <Length value={value} set={set} />
  const zone = <ZoneInput className={classes(css.gap, css.zone)} aria-label={t`Time zone`} aria-invalid={wrongZone !== undefined || undefined} required value={value.zone} set={(chosen) => set({ ...value, zone: chosen })} />
  return (
    <div>
      <p className={css.sentence}>
        {monthly(value.unit) ? (
          <Trans>
            Every {unit} on the {nth} {weekday} at {time} for {length} in {zone}
          </Trans>
        ) : (
          <Trans>
            Every {unit} on {weekday} at {time} for {length} in {zone}
          </Trans>
        )}
      </p>
      <Range value={value} set={set} change={change} />
      {wrongZone !== undefined && (
        <p className={css.wrong} role="alert">
          <Icon name="error" /> {wrongZone}
        </p>
      )}
    </div>
  )
}

const gap = classes(inputClass, css.gap)

function Pick<K extends string>({ label, of, word, value, choose }: { label: string; of: readonly K[]; word: Record<K, string> | ((key: K) => string); value: K; choose: (key: K) => void }) {
  return (
    <select
      className={classes(selectClass, css.gap)}
      aria-label={label}
      value={value}
      onChange={(event) => {
        const chosen = of.find((one) => one === event.target.value)
        if (chosen !== undefined) choose(chosen)
      }}
    >
      {of.map((one) => (
        <option key={one} value={one}>
          {typeof word === 'function' ? word(one) : word[one]}
        </option>
      ))}
    </select>
  )
}

function Length({ value, set }: Props) {
  const { t } = useLingui()
  const { minutes } = useWords()
  const own = Number(value.minutes)
  const all = lengths.includes(own) ? lengths : [...lengths, own].sort((a, b) => a - b)
  return <Pick label={t`How long`} of={all.map(String)} word={(one) => minutes(Number(one))} value={value.minutes} choose={(chosen) => set({ ...value, minutes: chosen })} />
}

/** From when to when, or how many. */
function Range({ value, set, change }: Props) {
  const { t } = useLingui()
  const day = (label: string, key: 'from' | 'until' | 'firm', required = true) => (
    <input type="date" className={gap} aria-label={label} required={required} min={key === 'until' ? value.from : undefined} max="9999-12-31" value={value[key]} onChange={(event) => set({ ...value, [key]: event.target.value })} />
  )
  const from = day(change ? t`Holds from` : t`First day`, 'from')
  const end = (
    <Pick label={t`How it ends`} of={['until', 'count'] as const} word={{ until: t`until`, count: t`for` }} value={value.end} choose={(chosen) => set({ ...value, end: chosen })} />
  )
  const last =
    value.end === 'until' ? (
      day(t`Last day`, 'until')
    ) : (
      <input type="number" className={classes(gap, css.number)} aria-label={t`Number of meetings`} inputMode="numeric" required min={1} max={500} value={value.count} onChange={(event) => set({ ...value, count: event.target.value })} />
    )
  const firm = day(t`Scheduled up to`, 'firm', false)
  return (
    <>
      <p className={css.sentence}>
        {value.end === 'until' ? (
          <Trans>
            from {from} {end} {last}
          </Trans>
        ) : (
          <Trans>
            from {from} {end} {last} meetings
          </Trans>
        )}
      </p>
      <p className={classes(css.sentence, css.second)}>
        <Trans>Dates up to {firm} are scheduled at once; later ones stay provisional until they are confirmed.</Trans>
      </p>
    </>
  )
}
