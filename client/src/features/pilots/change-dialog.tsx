import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../api/keys'
import { changePilot, pilot as pilotQuery, type Clause, type FocalPoint, type Pilot } from '../../api/pilots'
import { Button, IconButton } from '../../ui/button'
import { Choices, TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'
import { CityFields, cityOf, typedOf } from './city-fields'
import css from './pilots.module.css'

/** What is known of a city, what it wants, what it has in test, whom to turn to. */
export function ChangeDialog({ pilot, close }: { pilot: Pilot; close: () => void }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const [city, setCity] = useState(typedOf(pilot.city))
  const [goals, setGoals] = useState(pilot.goals.join('\n'))
  const [clauses, setClauses] = useState<readonly Clause[]>(pilot.clauses)
  const [people, setPeople] = useState<readonly FocalPoint[]>(pilot.focal_points)
  const save = useMutation({
    mutationFn: () =>
      changePilot(pilot.id, {
        version: pilot.version,
        city: cityOf(city, pilot.city),
        goals: goals.split('\n').map((goal) => goal.trim()).filter((goal) => goal !== ''),
        clauses: clauses.filter(({ number }) => number.trim() !== ''),
        focal_points: people.filter(({ name }) => name.trim() !== ''),
      }),
    onSuccess: (now) => {
      cache.setQueryData(pilotQuery(now.id).queryKey, now)
      void cache.invalidateQueries({ queryKey: keys.anyPilots() })
      close()
      toasts.show(t`The facts are changed.`)
    },
  })
  return (
    <FormDialog title={<Trans>Change the facts</Trans>} act={<Trans>Save</Trans>} busy={save.isPending} refused={save.error?.message} onSubmit={() => save.mutate()} onClose={close}>
      <CityFields value={city} set={setCity} />
      <TextArea label={t`Goals`} hint={t`One on each line.`} rows={4} value={goals} onChange={(event) => setGoals(event.target.value)} />
      <ClauseRows value={clauses} set={setClauses} />
      <PeopleRows value={people} set={setPeople} />
    </FormDialog>
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
    </Choices>
  )
}
