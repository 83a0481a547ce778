import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { revokeInvitation, sendInvitation, type Invitation } from '../api/invitations'
import { keys } from '../api/keys'
import { useClock } from '../i18n/clock'
import { momentOf } from '../i18n/time'
import { Actions, Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Row, Rows } from '../ui/rows'
import { toasts } from '../ui/toast-store'
import { Invited } from './invite-dialog'
import { useWordOfRole } from './role'

/** The invitations that nobody has taken yet, each to be sent again or taken back. */
export function InvitationRows({ of, label }: { of: readonly Invitation[]; label?: string }) {
  const waiting = of.filter((one) => one.state === 'open' || one.state === 'expired')
  if (waiting.length === 0) {
    return (
      <p className="muted">
        <Trans>Nobody is invited at the moment.</Trans>
      </p>
    )
  }
  return (
    <Rows {...(label !== undefined && { label })}>
      {waiting.map((one) => (
        <OneInvitation key={one.id} invitation={one} />
      ))}
    </Rows>
  )
}

function OneInvitation({ invitation }: { invitation: Invitation }) {
  const roleWord = useWordOfRole()
  const { t } = useLingui()
  const clock = useClock()
  const queries = useQueryClient()
  const read = () => queries.invalidateQueries({ queryKey: keys.anyInvitations() })
  const again = useMutation({ mutationFn: () => sendInvitation(invitation.id), onSuccess: read })
  const revoke = useMutation({
    mutationFn: () => revokeInvitation(invitation.id),
    onSuccess: async () => {
      await Promise.all([read(), queries.invalidateQueries({ queryKey: keys.groups() })])
      toasts.show(t`The invitation is taken back.`)
    },
  })
  const ends = momentOf(clock, new Date(invitation.ends))
  return (
    <Row start={<Icon name="mail" />}>
      <b>
        <bdi dir="ltr">{invitation.email}</bdi>
      </b>
      <span className="meta">
        <bdi>{invitation.title ?? roleWord(invitation.office ?? '')}</bdi> · {invitation.state === 'expired' ? <Trans>ran out {ends}</Trans> : <Trans>open until {ends}</Trans>}
        {invitation.mail === 'failed' && (
          <>
            {' · '}
            <span className="late">
              <Trans>the letter could not be delivered</Trans>
            </span>
          </>
        )}
      </span>
      <Actions>
        <Button size="small" busy={again.isPending} onClick={() => again.mutate()} aria-label={t`Send again to ${invitation.email}`}>
          <Trans>Send again</Trans>
        </Button>
        <Button size="small" kind="danger" busy={revoke.isPending} onClick={() => revoke.mutate()} aria-label={t`Take back from ${invitation.email}`}>
          <Trans>Take back</Trans>
        </Button>
      </Actions>
      {(again.error ?? revoke.error) && <span className="late">{(again.error ?? revoke.error)?.message}</span>}
      {again.data && <Invited invitation={again.data} close={() => again.reset()} />}
    </Row>
  )
}
