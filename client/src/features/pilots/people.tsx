import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Seat } from '../../api/groups'
import { invitations } from '../../api/invitations'
import { addOfficial, pilot as pilotQuery, type Pilot } from '../../api/pilots'
import { InvitationRows } from '../../group/invitation-row'
import { InviteDialog } from '../../group/invite-dialog'
import { Part } from '../../session/part'
import { Avatar, VacantAvatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { Row, Rows } from '../../ui/rows'
import { Section } from '../../ui/section'
import { Sample } from '../../ui/state'
import { toasts } from '../../ui/toast-store'

/** Who reports for the city, and inviting somebody to. */
export function Officials({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const [inviting, invite] = useState<Seat>()
  const vacant = pilot.officials.find((seat) => !seat.holder && seat.can.includes('invite'))
  const add = useMutation({
    mutationFn: () => addOfficial(pilot.id),
    onSuccess: (seat) => {
      void cache.invalidateQueries({ queryKey: pilotQuery(pilot.id).queryKey })
      invite(seat)
    },
    onError: (error) => toasts.show(error.message),
  })
  const may = pilot.can.includes('add_official')
  return (
    <Section title={<Trans>City officials</Trans>}>
      {pilot.officials.length === 0 && (
        <p className="muted">
          <Trans>Nobody reports for the city yet.</Trans>
        </p>
      )}
      <Rows label={t`City officials`}>
        {pilot.officials.map((seat) => (
          <Official key={seat.id} seat={seat} invite={() => invite(seat)} />
        ))}
      </Rows>
      {may && !vacant && (
        <Button kind="link" icon="mail" busy={add.isPending} onClick={() => add.mutate()}>
          <Trans>Invite an official</Trans>
        </Button>
      )}
      {may && (
        <Part lines={1}>
          <Open pilot={pilot} />
        </Part>
      )}
      {inviting && <InviteDialog seat={inviting} close={() => invite(undefined)} />}
    </Section>
  )
}

/** Invitations to the seats of the city that nobody has taken yet. */
function Open({ pilot }: { pilot: Pilot }) {
  const { data } = useSuspenseQuery(invitations(pilot.group))
  const seats = new Set(pilot.officials.map(({ id }) => id))
  const open = data.filter(({ seat }) => seat !== undefined && seats.has(seat))
  return open.length === 0 ? null : <InvitationRows of={open} />
}

function Official({ seat, invite }: { seat: Seat; invite: () => void }) {
  if (!seat.holder) {
    return (
      <Row
        start={<VacantAvatar />}
        end={
          seat.can.includes('invite') && (
            <Button size="small" icon="mail" onClick={invite}>
              <Trans>Invite</Trans>
            </Button>
          )
        }
      >
        <bdi>{seat.title}</bdi>
        <span className="meta">
          <Trans>Vacant</Trans>
        </span>
      </Row>
    )
  }
  return (
    <Row start={<Avatar {...seat.holder} />}>
      <b>
        <bdi>{seat.holder.name}</bdi>
      </b>{' '}
      <Sample of={seat.holder} />
      <span className="meta">
        <bdi>{seat.title}</bdi>
      </span>
    </Row>
  )
}

/** Whom to turn to in the city. Addresses are there for the leaders of the group and the city itself. */
export function FocalPoints({ pilot }: { pilot: Pilot }) {
  const { t } = useLingui()
  if (pilot.focal_points.length === 0) return null
  return (
    <Section title={<Trans>Focal points</Trans>}>
      <Rows label={t`Focal points`}>
        {pilot.focal_points.map((point) => (
          <Row key={point.name}>
            <bdi>{point.name}</bdi>
            {[point.position, point.email, point.phone].map(
              (line) =>
                line !== undefined &&
                line !== '' && (
                  <span key={line} className="meta">
                    <bdi>{line}</bdi>
                  </span>
                ),
            )}
          </Row>
        ))}
      </Rows>
    </Section>
  )
}
