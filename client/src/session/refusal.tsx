import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Problem, unreachable } from '../api/problem'
import { Banner } from '../ui/banner'
import { Actions, Button, LinkButton } from '../ui/button'
import { Page } from '../ui/page'
import { signInAddress } from './addresses'

/** The page for an address where nothing is, or nothing this person may know of. */
export function NotFound() {
  const { t } = useLingui()
  return (
    <Page narrow title={t`There is nothing here`}>
      <p className="muted">
        <Trans>The address may be mistyped, or what was here is not for you to see. If somebody sent you the link, ask them for access.</Trans>
      </p>
      <br />
      <LinkButton to="/">
        <Trans>Go to my work</Trans>
      </LinkButton>
    </Page>
  )
}

/** The page for something one may read of but not do. */
export function NoRights({ children }: { children?: ReactNode }) {
  const { t } = useLingui()
  return (
    <Page narrow title={t`This is not for your seat`}>
      <Banner tone="plain" icon="lock" title={children ?? <Trans>Your seat does not allow this.</Trans>}>
        <p>
          <Trans>A co-leader of the group or the secretariat can change what your seat allows.</Trans>
        </p>
      </Banner>
      <br />
      <LinkButton to="/">
        <Trans>Go to my work</Trans>
      </LinkButton>
    </Page>
  )
}

/** The page for a person all of whose seats have ended. */
export function SeatEnded() {
  const { t } = useLingui()
  return (
    <Page narrow title={t`Your seat has ended`}>
      <p className="muted">
        <Trans>Thank you for your work. What you wrote stays under your name. Published work stays open to you; for anything else ask a co-leader of your group.</Trans>
      </p>
    </Page>
  )
}

/** What a page shows instead of its content, by the kind of refusal. */
export function Refusal({ error, again }: { error: unknown; again: () => void }) {
  const { t } = useLingui()
  if (error instanceof Problem) {
    if (error.status === 404 || error.status === 410) return <NotFound />
    if (error.status === 403) return <NoRights>{error.message}</NoRights>
    if (error.status === 401) return <SignInFirst />
    if (error.code === unreachable) return <Unreachable again={again} />
  }
  const reference = error instanceof Problem ? error.reference : undefined
  return (
    <Page narrow title={t`Something went wrong`}>
      <Banner tone="bad" role="alert" title={<Trans>This page could not be shown.</Trans>}>
        <p>
          <Trans>Nothing you saved is lost. Try again; if it stays, tell your administrator.</Trans>
        </p>
        {reference !== undefined && (
          <p>
            <Trans>
              Reference: <kbd>{reference}</kbd>
            </Trans>
          </p>
        )}
        <Button onClick={again}>
          <Trans>Try again</Trans>
        </Button>
      </Banner>
    </Page>
  )
}

function SignInFirst() {
  const { t } = useLingui()
  return (
    <Page narrow title={t`Sign in to see this`}>
      <Actions>
        <a href={signInAddress(window.location.pathname + window.location.search)}>
          <Trans>Sign in</Trans>
        </a>
      </Actions>
    </Page>
  )
}

function Unreachable({ again }: { again: () => void }) {
  const { t } = useLingui()
  return (
    <Page narrow title={t`The server does not answer`}>
      <p className="muted">
        <Trans>Your line may be down, or the server is being restarted. What you wrote in documents is kept on this device.</Trans>
      </p>
      <br />
      <Button kind="primary" icon="sync" onClick={again}>
        <Trans>Try again</Trans>
      </Button>
    </Page>
  )
}
