import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Meeting } from '../api/meeting'
import { moveMeeting } from '../api/meeting-acts'
import { ZoneName } from '../i18n/clock'
import { TextArea, TextField } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { toasts } from '../ui/toast-store'
import css from './meeting.module.css'
import { useMeetingChange } from './use-change'

/** Asks for another day, time or length, in the zone of the meeting, and why. */
export function MoveDialog({ meeting, close }: { meeting: Meeting; close: () => void }) {
  const { t } = useLingui()
  const [before, at = ''] = meeting.local_start.split('T')
  const [day, setDay] = useState(before ?? '')
  const [time, setTime] = useState(at)
  const [minutes, setMinutes] = useState(String(meeting.minutes))
  const [reason, setReason] = useState('')
  const move = useMeetingChange(
    () => moveMeeting(meeting.id, `${day}T${time}`, Number(minutes), reason.trim()),
    () => {
      close()
      toasts.show(t`The meeting is moved. Calendars follow.`)
    },
  )
  return (
    <FormDialog title={<Trans>Move the meeting</Trans>} act={<Trans>Move it</Trans>} busy={move.isPending} refused={move.error?.message} onSubmit={() => move.mutate()} onClose={close}>
      <div className={css.pair}>
        <TextField label={t`Day`} type="date" required max="9999-12-31" value={day} onChange={(event) => setDay(event.target.value)} />
        <TextField label={t`Begins at`} type="time" required value={time} onChange={(event) => setTime(event.target.value)} />
        <TextField label={t`Length in minutes`} type="number" inputMode="numeric" required min={5} max={1440} value={minutes} onChange={(event) => setMinutes(event.target.value)} />
      </div>
      <p className="meta">
        <Trans>
          In the time of <ZoneName zone={meeting.zone} at={new Date(meeting.start)} />
        </Trans>
      </p>
      <TextArea label={t`Reason`} hint={t`Everybody sees it.`} required rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  )
}
