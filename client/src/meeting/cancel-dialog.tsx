import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Meeting } from '../api/meeting'
import { cancelMeeting, postponeMeeting, reinstateMeeting } from '../api/meeting-acts'
import { TextArea } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { toasts } from '../ui/toast-store'
import { useMeetingChange } from './use-change'

/** Asks why a meeting is cancelled, or postponed until a date is found. Both can be taken back. */
export function CancelDialog({ meeting, postpone = false, close }: { meeting: Meeting; postpone?: boolean; close: () => void }) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const back = useMeetingChange(() => reinstateMeeting(meeting.id))
  const end = useMeetingChange(
    () => (postpone ? postponeMeeting : cancelMeeting)(meeting.id, reason.trim()),
    () => {
      close()
      toasts.show(postpone ? t`The meeting is postponed.` : t`The meeting is cancelled.`, () => back.mutate(undefined, { onError: (error) => toasts.show(error.message) }))
    },
  )
  return (
    <FormDialog
      danger={!postpone}
      title={postpone ? <Trans>Postpone the meeting</Trans> : <Trans>Cancel the meeting</Trans>}
      act={postpone ? <Trans>Postpone it</Trans> : <Trans>Cancel the meeting</Trans>}
      busy={end.isPending}
      refused={end.error?.message}
      onSubmit={() => end.mutate()}
      onClose={close}
    >
      <p>
        {postpone ? (
          <Trans>Its date is taken away until a new one is found. Its agenda stays.</Trans>
        ) : (
          <Trans>Calendars show it as cancelled. Its agenda stays, and it can be reinstated.</Trans>
        )}
      </p>
      <TextArea label={t`Reason`} hint={t`Everybody sees it.`} required rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  )
}
