import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { createLazyRoute, useNavigate } from '@tanstack/react-router'
import { keys } from '../../api/keys'
import { acceptInvitation, closeInvitation, openedInvitation, type OpenedInvitation } from '../../api/invitations'
import { Problem } from '../../api/problem'
import { signOut } from '../../api/session'
import { useWordOfRole } from '../../group/role'
import { useClock } from '../../i18n/clock'
import { fullDayOf } from '../../i18n/time'
import { signInAddress } from '../../session/addresses'
import type { Person } from '../../session/session'
import { usePerson, useSessionStore } from '../../session/use-session'
import { Banner } from '../../ui/banner'
import { Actions, AnchorButton, Button, LinkButton } from '../../ui/button'
import { Page, Stack } from '../../ui/page'
import { Facts } from '../../ui/rows'
import { toasts } from '../../ui/toast-store'

const own = '/invitation'

/** The invitation whose link this browser has opened: what it is for, for whom, and whether to take it. */
function InvitationPage() {
  const { data } = useSuspenseQuery(openedInvitation())
  if (data.state !== 'open') return <Over state={data.state} />
  return <Open invitation={data} />
}

function Open({ invitation }: { invitation: OpenedInvitation }) {
  const { t } = useLingui()
  const roleWord = useWordOfRole()
  const clock = useClock()
  const person = usePerson()
  const role = roleWord(invitation.office ?? invitation.role ?? '')
  const title = invitation.title === undefined || invitation.title === '' ? role : invitation.title
  return (
    <Page narrow title={t`You are invited`}>
      <Stack>
        <Facts
          of={[
            { name: <Trans>Seat</Trans>, value: <bdi>{title}</bdi> },
            ...(invitation.group_name === undefined ? [] : [{ name: <Trans>Group</Trans>, value: <bdi>{invitation.group_name}</bdi> }]),
            ...(invitation.by === undefined || invitation.by === '' ? [] : [{ name: <Trans>Invited by</Trans>, value: <bdi>{invitation.by}</bdi> }]),
            ...(invitation.ends === undefined ? [] : [{ name: <Trans>Open until</Trans>, value: fullDayOf(clock, new Date(invitation.ends)) }]),
            { name: <Trans>Sent to</Trans>, value: <bdi dir="ltr">{invitation.email}</bdi> },
            { name: <Trans>You are signed in as</Trans>, value: person ? <SignedInAs person={person} /> : <Trans>nobody yet</Trans> },
          ]}
        />
        {person ? <Take person={person} sentTo={invitation.email} /> : <SignInFirst />}
      </Stack>
    </Page>
  )
}

function SignedInAs({ person }: { person: Person }) {
  return (
    <>
      <bdi>{person.name}</bdi>
      {person.email !== '' && (
        <>
          {', '}
          <bdi dir="ltr">{person.email}</bdi>
        </>
      )}
    </>
  )
}

function SignInFirst() {
  return (
    <div>
      <p>
        <Trans>Sign in with the account you work with; the seat will be yours under that account.</Trans>
      </p>
      <br />
      <AnchorButton kind="primary" href={signInAddress(own)}>
        <Trans>Sign in</Trans>
      </AnchorButton>
    </div>
  )
}

function Take({ person, sentTo }: { person: Person; sentTo: string }) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const store = useSessionStore()
  const go = useNavigate()
  const other = person.email.toLowerCase() !== sentTo.toLowerCase()
  const take = useMutation({
    mutationFn: acceptInvitation,
    onSuccess: async ({ group }) => {
      // Rights have changed, so everything is read anew; the invitation itself is over.
      await queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== keys.anyInvitations()[0] })
      await store.refresh()
      toasts.show(t`Welcome. The seat is yours.`)
      await (group === undefined ? go({ to: '/' }) : go({ to: '/groups/$group', params: { group } }))
      queries.removeQueries({ queryKey: keys.openedInvitation() })
    },
  })
  const change = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      store.ended()
      window.location.assign(signInAddress(own))
    },
  })
  const decline = useMutation({
    mutationFn: closeInvitation,
    onSuccess: async () => {
      queries.removeQueries({ queryKey: keys.openedInvitation() })
      await go({ to: '/' })
    },
  })
  return (
    <div>
      {other && (
        <Banner tone="warn" title={<Trans>The two addresses differ.</Trans>}>
          <p>
            <Trans>That is fine if both are yours. If the letter was meant for somebody else, do not take the seat.</Trans>
          </p>
        </Banner>
      )}
      {take.error && <Banner tone="bad" role="alert" title={take.error.message} />}
      <br />
      <Actions>
        <Button kind="primary" busy={take.isPending} onClick={() => take.mutate()}>
          <Trans>Take the seat as {person.name}</Trans>
        </Button>
        <Button busy={change.isPending} onClick={() => change.mutate()}>
          <Trans>Sign in as somebody else</Trans>
        </Button>
        <Button kind="quiet" busy={decline.isPending} onClick={() => decline.mutate()}>
          <Trans>Not now</Trans>
        </Button>
      </Actions>
    </div>
  )
}

function Over({ state }: { state: Exclude<OpenedInvitation['state'], 'open'> }) {
  const { t } = useLingui()
  const titles = { used: t`This invitation was used`, revoked: t`This invitation was taken back`, expired: t`This invitation has run out` }
  return (
    <Page narrow title={titles[state]}>
      <p className="muted">
        {state === 'used' ? (
          <Trans>An invitation is good for one person, once. If it was you, sign in: the seat is yours.</Trans>
        ) : (
          <Trans>Ask whoever invited you, or a co-leader of the group, to send it again.</Trans>
        )}
      </p>
      <br />
      <LinkButton to="/">
        <Trans>Go to my work</Trans>
      </LinkButton>
    </Page>
  )
}

function None({ error }: { error: unknown }) {
  const { t } = useLingui()
  if (!(error instanceof Problem) || error.status !== 404) throw error
  return (
    <Page narrow title={t`No invitation is open here`}>
      <p className="muted">
        <Trans>Open the link in your letter again, in this browser. A link works once and for fourteen days; a new letter ends the one before.</Trans>
      </p>
      <br />
      <LinkButton to="/">
        <Trans>Go to my work</Trans>
      </LinkButton>
    </Page>
  )
}

export const route = createLazyRoute('/invitation')({ component: InvitationPage, errorComponent: None })
