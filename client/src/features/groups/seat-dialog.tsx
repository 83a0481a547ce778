import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSeat, changeSeat, endSeat, vacateSeat, type Seat, type SeatRole } from '../../api/groups'
import { keys } from '../../api/keys'
import { useWordOfRole } from '../../group/role'
import { Select, TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { toasts } from '../../ui/toast-store'

const seatRoles: readonly SeatRole[] = ['co_leader', 'member', 'city_official', 'observer']

/** A new seat, or other words for one. The role gives the rights; the title is only a label. */
export function SeatDialog({ group, seat, close }: { group: string; seat?: Seat; close: () => void }) {
  const { t } = useLingui()
  const roleWord = useWordOfRole()
  const queries = useQueryClient()
  const [role, setRole] = useState<SeatRole>(seat?.role ?? 'member')
  const [title, setTitle] = useState(seat?.title ?? '')
  const [note, setNote] = useState(seat?.note ?? '')
  const [call, setCall] = useState(seat?.call ?? '')
  const [to, setTo] = useState(seat?.to?.slice(0, 10) ?? '')
  const words = { role, title: title.trim() === '' ? roleWord(role) : title.trim(), note: note.trim(), call: call.trim() }
  const save = useMutation({
    // The last day counts whole, in Greenwich's calendar: a seat has no zone of its own.
    mutationFn: () => (seat ? changeSeat(seat.id, { ...words, ...(to !== '' && { to: `${to}T23:59:59Z` }) }) : addSeat(group, words)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.groups() })
      close()
      toasts.show(seat ? t`The seat is changed.` : t`The seat is added. It is vacant until somebody is invited.`)
    },
  })
  return (
    <FormDialog
      title={seat ? <Trans>Change the seat</Trans> : <Trans>Add a seat</Trans>}
      act={seat ? <Trans>Save</Trans> : <Trans>Add it</Trans>}
      busy={save.isPending}
      refused={save.error?.message}
      onSubmit={() => save.mutate()}
      onClose={close}
    >
      <Select
        label={t`Role`}
        hint={t`Decides what its holder may do.`}
        value={role}
        onChange={(event) => {
          const chosen = seatRoles.find((one) => one === event.target.value)
          if (chosen) setRole(chosen)
        }}
      >
        {seatRoles.map((one) => (
          <option key={one} value={one}>
            {roleWord(one)}
          </option>
        ))}
      </Select>
      <TextField label={t`Title on the seat`} hint={t`Any words, such as City Official. Empty: the role’s.`} maxLength={200} dir="auto" value={title} onChange={(event) => setTitle(event.target.value)} />
      <TextField label={t`Note`} hint={t`Shown beside the title, such as TBC. May stay empty.`} maxLength={200} dir="auto" value={note} onChange={(event) => setNote(event.target.value)} />
      {!seat?.holder && <TextArea label={t`Call for nominations`} hint={t`Shown while the seat is vacant. May stay empty.`} maxLength={1000} value={call} onChange={(event) => setCall(event.target.value)} />}
      {seat?.holder && <TextField label={t`Ends on`} hint={t`The last day. Empty: open.`} type="date" value={to} onChange={(event) => setTo(event.target.value)} />}
    </FormDialog>
  )
}

/** Ends a seat, or only who holds it. */
export function EndSeatDialog({ seat, how, close }: { seat: Seat; how: 'vacate' | 'end'; close: () => void }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const name = seat.holder?.name ?? seat.title
  const end = useMutation({
    mutationFn: async () => {
      if (how === 'end') await endSeat(seat.id)
      else await vacateSeat(seat.id)
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.groups() })
      close()
      toasts.show(how === 'end' ? t`The seat has ended.` : t`The seat is vacant.`)
    },
  })
  return (
    <FormDialog
      danger
      title={how === 'end' ? <Trans>End the seat?</Trans> : <Trans>Make the seat vacant?</Trans>}
      act={how === 'end' ? <Trans>End it now</Trans> : <Trans>Make it vacant</Trans>}
      busy={end.isPending}
      refused={end.error?.message}
      onSubmit={() => end.mutate()}
      onClose={close}
    >
      <p>
        {seat.holder ? (
          <Trans>
            <bdi>{name}</bdi> loses the rights of this seat at once. What they wrote stays under their name.
          </Trans>
        ) : (
          <Trans>
            The vacant seat <bdi>{name}</bdi> is no longer shown.
          </Trans>
        )}
      </p>
    </FormDialog>
  )
}
