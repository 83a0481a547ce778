import { Trans, useLingui } from '@lingui/react/macro'
import type { Clause, FocalPoint, Pilot } from '../../api/pilots'
import { Button, IconButton } from '../../ui/button'
import { Choices, TextArea, TextField } from '../../ui/field'
import css from './pilots.module.css'

export type AboutTyped = { goals: string; clauses: readonly Clause[]; people: readonly FocalPoint[] }

export const aboutTyped = (pilot?: Pilot): AboutTyped => ({ goals: pilot?.goals.join('\n') ?? '', clauses: pilot?.clauses ?? [], people: pilot?.focal_points ?? [] })

/** What is sent; lines left empty are nothing. */
export const aboutOf = ({ goals, clauses, people }: AboutTyped) => ({
  goals: goals.split('\n').map((goal) => goal.trim()).filter((goal) => goal !== ''),
  clauses: clauses.filter(({ number }) => number.trim() !== ''),
  focal_points: people.filter(({ name }) => name.trim() !== ''),
})

/** What the city wants, what it has in test, whom to turn to. */
export function AboutFields({ value, set }: { value: AboutTyped; set: (value: AboutTyped) => void }) {
  const { t } = useLingui()
  return (
    <>
      <TextArea label={t`Goals`} hint={t`One on each line.`} rows={4} dir="auto" value={value.goals} onChange={(event) => set({ ...value, goals: event.target.value })} />
      <ClauseRows value={value.clauses} set={(clauses) => set({ ...value, clauses })} />
      <PeopleRows value={value.people} set={(people) => set({ ...value, people })} />
    </>
  )
}

/** One of a list, changed; without a value it is gone. */
function changed<T>(list: readonly T[], at: number, value?: T): T[] {
  return list.flatMap((one, index) => (index === at ? (value === undefined ? [] : [value]) : [one]))
}

function ClauseRows({ value, set }: { value: readonly Clause[]; set: (value: Clause[]) => void }) {
  const { t } = useLingui()
  return (
    <Choices label={t`Clauses in test`}>
      <div className={css.pairs}>
        {value.map((clause, at) => (
          <div key={at} className={css.pair}>
            <TextField label={t`Number`} maxLength={200} dir="ltr" value={clause.number} onChange={(event) => set(changed(value, at, { ...clause, number: event.target.value }))} />
            <TextField label={t`Title`} maxLength={200} dir="auto" value={clause.title ?? ''} onChange={(event) => set(changed(value, at, { ...clause, title: event.target.value }))} />
            <IconButton icon="x" label={t`Take clause ${clause.number} off`} onClick={() => set(changed(value, at))} />
          </div>
        ))}
        <Button kind="link" icon="plus" onClick={() => set([...value, { number: '' }])}>
          <Trans>Add a clause</Trans>
        </Button>
      </div>
    </Choices>
  )
}

function PeopleRows({ value, set }: { value: readonly FocalPoint[]; set: (value: FocalPoint[]) => void }) {
  const { t } = useLingui()
  const field = (at: number, key: keyof FocalPoint, label: string, dir: 'auto' | 'ltr') => (
    <TextField label={label} maxLength={200} dir={dir} value={value[at]?.[key] ?? ''} onChange={(event) => set(changed(value, at, { ...(value[at] ?? { name: '' }), [key]: event.target.value }))} />
  )
  return (
    <Choices label={t`Focal points`} hint={t`Addresses are for the leaders of the group and the city itself.`}>
      <div className={css.pairs}>
        {value.map((_, at) => (
          <div key={at} className={css.person}>
            {field(at, 'name', t`Name`, 'auto')}
            {field(at, 'position', t`Position`, 'auto')}
            {field(at, 'email', t`E-mail address`, 'ltr')}
            {field(at, 'phone', t`Telephone`, 'ltr')}
            <Button size="small" kind="quiet" icon="x" onClick={() => set(changed(value, at))}>
              <Trans>Take off</Trans>
            </Button>
          </div>
        ))}
        <Button kind="link" icon="plus" onClick={() => set([...value, { name: '' }])}>
          <Trans>Add a person</Trans>
        </Button>
      </div>
    </Choices>
  )
}
