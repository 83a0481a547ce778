import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { group as groupQuery, type Seat } from '../../api/groups'
import { InviteDialog } from '../../group/invite-dialog'
import { useWordOfRole } from '../../group/role'
import { Avatar, VacantAvatar } from '../../ui/avatar'
import { Button, IconButton } from '../../ui/button'
import { Menu, MenuItem } from '../../ui/menu'
import { Row, Rows } from '../../ui/rows'
import { Sample } from '../../ui/state'
import { EndSeatDialog, SeatDialog } from './seat-dialog'

/** Who sits in a group. A seat nobody holds is shown as vacant, not left out. */
export function Seats({ group: id }: { group: string }) {
  const { data: group } = useSuspenseQuery(groupQuery(id))
  const [adding, setAdding] = useState(false)
  const seats = group.seats ?? []
  return (
    <>
      {seats.length === 0 && (
        <p className="muted">
          <Trans>No seat yet.</Trans>
        </p>
      )}
      <Rows>
        {seats.map((seat) => (
          <OneSeat key={seat.id} group={id} seat={seat} />
        ))}
      </Rows>
      {group.can.includes('change_group') && (
        <Button kind="link" icon="plus" onClick={() => setAdding(true)}>
          <Trans>Add a seat</Trans>
        </Button>
      )}
      {adding && <SeatDialog group={id} close={() => setAdding(false)} />}
    </>
  )
}

function OneSeat({ group, seat }: { group: string; seat: Seat }) {
  const roleWord = useWordOfRole()
  const title = seat.title === '' ? roleWord(seat.role) : seat.title
  const menu = seat.can.length > 0 && <SeatMenu group={group} seat={seat} title={seat.holder ? `${title}, ${seat.holder.name}` : title} />
  if (!seat.holder) {
    return (
      <Row start={<VacantAvatar />} end={menu}>
        <b>
          <bdi>{title}</bdi>
        </b>{' '}
        {seat.note !== undefined && <span className="muted">({seat.note})</span>} <Sample of={seat} />
        <span className="meta">
          <Trans>Vacant</Trans>
          {seat.call !== undefined && (
            <>
              {' · '}
              <bdi>{seat.call}</bdi>
            </>
          )}
        </span>
      </Row>
    )
  }
  return (
    <Row start={<Avatar {...seat.holder} />} end={menu}>
      <b>
        <bdi>{seat.holder.name}</bdi>
      </b>{' '}
      <Sample of={seat.holder} />
      <span className="meta">
        <bdi>{[title, ...(seat.holder.affiliations ?? [])].join(' · ')}</bdi>
      </span>
    </Row>
  )
}

type Asked = 'invite' | 'change' | 'vacate' | 'end' | null

function SeatMenu({ group, seat, title }: { group: string; seat: Seat; title: string }) {
  const { t } = useLingui()
  const [asked, ask] = useState<Asked>(null)
  const close = () => ask(null)
  return (
    <>
      <Menu label={t`Seat: ${title}`} trigger={(props) => <IconButton {...props} icon="more" size="small" label={t`Seat: ${title}`} />}>
        {seat.can.includes('invite') && (
          <MenuItem icon="mail" onSelect={() => ask('invite')}>
            <Trans>Invite somebody</Trans>
          </MenuItem>
        )}
        {seat.can.includes('change') && (
          <MenuItem icon="pencil" onSelect={() => ask('change')}>
            <Trans>Change the seat</Trans>
          </MenuItem>
        )}
        {seat.can.includes('vacate') && (
          <MenuItem icon="out" onSelect={() => ask('vacate')}>
            <Trans>Make it vacant</Trans>
          </MenuItem>
        )}
        {seat.can.includes('end') && (
          <MenuItem danger icon="x" onSelect={() => ask('end')}>
            <Trans>End the seat</Trans>
          </MenuItem>
        )}
      </Menu>
      {asked === 'invite' && <InviteDialog seat={seat} close={close} />}
      {asked === 'change' && <SeatDialog group={group} seat={seat} close={close} />}
      {(asked === 'vacate' || asked === 'end') && <EndSeatDialog seat={seat} how={asked} close={close} />}
    </>
  )
}
