import { Trans, useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import type { Meeting } from '../api/meeting'
import { confirmMeeting, reinstateMeeting } from '../api/meeting-acts'
import { IconButton } from '../ui/button'
import { Menu, MenuItem } from '../ui/menu'
import { toasts } from '../ui/toast-store'
import { CancelDialog } from './cancel-dialog'
import { MoveDialog } from './move-dialog'
import { useMeetingChange } from './use-change'

type Asked = 'move' | 'postpone' | 'cancel'
const acts = ['confirm', 'move', 'postpone', 'cancel', 'reinstate']

/** What can be done to the date of a meeting, below what else the page offers; nothing where there is nothing. */
export function DateMenu({ meeting, label, small = false, children }: { meeting: Meeting; label: string; small?: boolean; children?: ReactNode }) {
  const { t } = useLingui()
  const [asking, ask] = useState<Asked>()
  const refused = { onError: (error: Error) => toasts.show(error.message) }
  const confirm = useMeetingChange(
    () => confirmMeeting(meeting.id),
    () => toasts.show(t`The meeting is confirmed. It is in everybody’s calendar.`),
  )
  const reinstate = useMeetingChange(
    () => reinstateMeeting(meeting.id),
    () => toasts.show(t`The meeting is reinstated.`),
  )
  const may = (act: string) => meeting.can.includes(act)
  if (!children && !acts.some(may)) return null
  const close = () => ask(undefined)
  return (
    <>
      <Menu label={label} trigger={(props) => <IconButton {...props} icon="more" label={label} size={small ? 'small' : 'normal'} />}>
        {children}
        {may('confirm') && (
          <MenuItem icon="check" onSelect={() => confirm.mutate(undefined, refused)}>
            <Trans>Confirm the date</Trans>
          </MenuItem>
        )}
        {may('reinstate') && (
          <MenuItem icon="undo" onSelect={() => reinstate.mutate(undefined, refused)}>
            <Trans>Reinstate</Trans>
          </MenuItem>
        )}
        {may('move') && (
          <MenuItem icon="moved" onSelect={() => ask('move')}>
            {meeting.state === 'postponed' ? <Trans>Give it a new date</Trans> : <Trans>Move to another date</Trans>}
          </MenuItem>
        )}
        {may('postpone') && (
          <MenuItem icon="clock" onSelect={() => ask('postpone')}>
            <Trans>Postpone</Trans>
          </MenuItem>
        )}
        {may('cancel') && (
          <MenuItem danger icon="x" onSelect={() => ask('cancel')}>
            <Trans>Cancel the meeting</Trans>
          </MenuItem>
        )}
      </Menu>
      {asking === 'move' && <MoveDialog meeting={meeting} close={close} />}
      {(asking === 'cancel' || asking === 'postpone') && <CancelDialog meeting={meeting} postpone={asking === 'postpone'} close={close} />}
    </>
  )
}
