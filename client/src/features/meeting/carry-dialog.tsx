import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { carryItem, type AgendaItem } from '../../api/agenda'
import type { Meeting } from '../../api/meeting'
import { upcomingMeetings } from '../../api/meetings'
import { useClock } from '../../i18n/clock'
import { dayOf } from '../../i18n/time'
import { useMeetingChange } from '../../meeting/use-change'
import { Part } from '../../session/part'
import { Dialog } from '../../ui/dialog'
import { Empty } from '../../ui/empty'
import { Select } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'

type Props = { meeting: Meeting; item: AgendaItem; close: () => void }

/** Puts an item the meeting does not get to on the agenda of a later one. */
export function CarryDialog(props: Props) {
  return (
    <Part lines={2}>
      <Ask {...props} />
    </Part>
  )
}

function Ask({ meeting, item, close }: Props) {
  const { t } = useLingui()
  const { title } = item
  const clock = useClock()
  const { data } = useSuspenseQuery(upcomingMeetings(meeting.group))
  const later = data.filter((other) => other.id !== meeting.id && other.state !== 'cancelled')
  const [to, setTo] = useState(later[0]?.id ?? '')
  const carry = useMeetingChange(
    () => carryItem(meeting.id, item.id, to),
    () => {
      close()
      toasts.show(t`“${title}” is on the agenda of the other meeting too.`)
    },
  )
  if (later.length === 0) {
    return (
      <Dialog title={<Trans>Carry over to another meeting</Trans>} onClose={close}>
        <Empty title={<Trans>No other meeting is planned.</Trans>}>
          <Trans>Plan the next one first, then carry the item over.</Trans>
        </Empty>
      </Dialog>
    )
  }
  return (
    <FormDialog title={<Trans>Carry over to another meeting</Trans>} act={<Trans>Carry over</Trans>} busy={carry.isPending} refused={carry.error?.message} onSubmit={() => carry.mutate()} onClose={close}>
      <p>
        <bdi>{item.title}</bdi>
      </p>
      <Select label={t`To the meeting of`} value={to} onChange={(event) => setTo(event.target.value)}>
        {later.map((other) => (
          <option key={other.id} value={other.id}>
            {dayOf(clock, new Date(other.start))} · {other.title}
          </option>
        ))}
      </Select>
    </FormDialog>
  )
}
