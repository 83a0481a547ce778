import { Trans, useLingui } from '@lingui/react/macro'
import type { Clause } from '../../api/pilots'
import type { Difficulty, ReportColour } from '../../api/reports'
import { reportColours } from '../../group/words'
import { Button, IconButton } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Choices, Select, TextArea } from '../../ui/field'
import { Icon } from '../../ui/icon'
import css from './report.module.css'

/** How it is going, by shape, word and colour. */
export function ColourField({ value, set, wrong }: { value: ReportColour | ''; set: (colour: ReportColour) => void; wrong: string | undefined }) {
  const { t } = useLingui()
  const words: { key: ReportColour; label: string }[] = [
    { key: 'green', label: t`Green: on track` },
    { key: 'amber', label: t`Amber: a problem we can solve` },
    { key: 'red', label: t`Red: we cannot go on without help` },
  ]
  return (
    <fieldset className={classes(css.colours, wrong !== undefined && css.wrong)}>
      <legend>
        <Trans>How is it going?</Trans>
      </legend>
      {wrong !== undefined && <p className="late">{wrong}</p>}
      {words.map(({ key, label }) => (
        <label key={key} className={css.colour}>
          <input type="radio" id={`colour-${key}`} name="colour" checked={value === key} onChange={() => set(key)} />
          <span className={css[reportColours[key].tone]}>
            <Icon name={reportColours[key].icon} />
          </span>
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}

const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at)
const changed = <T,>(list: readonly T[], at: number, value: T): T[] => list.map((one, index) => (index === at ? value : one))

/** What was hard, each beside the clause it is about. */
export function Difficulties({ value, clauses, set }: { value: readonly Difficulty[]; clauses: readonly Clause[]; set: (value: Difficulty[]) => void }) {
  const { t } = useLingui()
  return (
    <Choices label={t`What was difficult?`}>
      <div className={css.many}>
        {value.map((difficulty, at) => (
          <div key={at} className={css.one}>
            {clauses.length > 0 && (
              <Select label={t`Clause`} value={difficulty.clause ?? ''} onChange={(event) => set(changed(value, at, { ...difficulty, clause: event.target.value }))}>
                <option value="">{t`none of them`}</option>
                {clauses.map(({ number, title }) => (
                  <option key={number} value={number}>
                    {`${number} ${title ?? ''}`}
                  </option>
                ))}
              </Select>
            )}
            <TextArea label={t`What was hard`} maxLength={20000} rows={2} value={difficulty.text} onChange={(event) => set(changed(value, at, { ...difficulty, text: event.target.value }))} />
            <IconButton icon="x" label={t`Take this difficulty off`} onClick={() => set(without(value, at))} />
          </div>
        ))}
        <Button icon="plus" size="small" onClick={() => set([...value, { text: '' }])}>
          <Trans>Add a difficulty</Trans>
        </Button>
      </div>
    </Choices>
  )
}

/** What the city needs from the group. */
export function Asks({ value, set }: { value: readonly string[]; set: (value: string[]) => void }) {
  const { t } = useLingui()
  return (
    <Choices label={t`Do you need something from the group?`}>
      <div className={css.many}>
        {value.map((ask, at) => (
          <div key={at} className={css.one}>
            <TextArea label={t`What you need`} hint={t`For example: an example of a shared budget line`} maxLength={20000} rows={2} value={ask} onChange={(event) => set(changed(value, at, event.target.value))} />
            <IconButton icon="x" label={t`Take this ask off`} onClick={() => set(without(value, at))} />
          </div>
        ))}
        <Button icon="plus" size="small" onClick={() => set([...value, ''])}>
          <Trans>Ask for something</Trans>
        </Button>
      </div>
    </Choices>
  )
}
