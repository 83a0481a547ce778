import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Group } from '../../api/groups'
import { planMeeting } from '../../api/meetings'
import { useClock } from '../../i18n/clock'
import { isoDay } from '../../i18n/time'
import { DetailsFields, detailsOf, type DetailsTyped } from '../../meeting/details-fields'
import { useMeetingChange } from '../../meeting/use-change'
import { useWrongZone, ZoneField } from '../../session/zone-field'
import { Choice, Select, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import css from './meetings.module.css'

/** Plans one meeting that belongs to no series. */
export function PlanDialog({ groups, group: first, close }: { groups: readonly Group[]; group: string; close: () => void }) {
  const { t } = useLingui()
  const clock = useClock()
  const go = useNavigate()
  const [group, setGroup] = useState(first)
  const [details, setDetails] = useState<DetailsTyped>({ title: '', mode: 'remote', link: '', place: '' })
  const [day, setDay] = useState('')
  const [time, setTime] = useState('14:00')
  const [minutes, setMinutes] = useState('60')
  const [zone, setZone] = useState(clock.zone)
  const [provisional, setProvisional] = useState(false)
  const wrongZone = useWrongZone(zone)
  const plan = useMeetingChange(
    () => planMeeting({ group, details: detailsOf(details), local_start: `${day}T${time}`, zone, minutes: Number(minutes), provisional }),
    (made) => void go({ to: '/meetings/$meeting', params: { meeting: made.id } }),
  )
  const submit = () => {
    if (wrongZone === undefined) plan.mutate()
  }
  return (
    <FormDialog title={<Trans>Plan a meeting</Trans>} act={<Trans>Plan it</Trans>} busy={plan.isPending} refused={plan.error?.message} onSubmit={submit} onClose={close}>
      {groups.length > 1 && (
        <Select label={t`Group`} value={group} onChange={(event) => setGroup(event.target.value)}>
          {groups.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      )}
      <DetailsFields value={details} set={setDetails} />
      <div className={css.pair}>
        <TextField label={t`Day`} type="date" required min={isoDay(clock.zone, new Date())} max="9999-12-31" value={day} onChange={(event) => setDay(event.target.value)} />
        <TextField label={t`Begins at`} type="time" required value={time} onChange={(event) => setTime(event.target.value)} />
        <TextField label={t`Minutes`} type="number" inputMode="numeric" required min={5} max={1440} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
      </div>
      <ZoneField label={t`Time zone`} hint={t`The zone the group agrees the time in.`} required value={zone} set={setZone} error={wrongZone} />
      <Choice checked={provisional} onChange={(event) => setProvisional(event.target.checked)}>
        <Trans>Provisional: in nobody’s calendar until it is confirmed</Trans>
      </Choice>
    </FormDialog>
  )
}
