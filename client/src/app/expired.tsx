import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { signInAddress } from '../session/addresses'
import { useSession, useSessionStore } from '../session/use-session'
import { Banner } from '../ui/banner'
import { AnchorButton, Button } from '../ui/button'
import { Dialog } from '../ui/dialog'

/** Sign in again beside the page; everything typed on it stays. */
export function ExpiredDialog() {
  const session = useSession()
  switch (session.state) {
    case 'expired':
      return <AgainDialog name={session.person.name} />
    case 'replaced':
      return <ReplacedDialog was={session.was.name} now={session.person.name} />
    case 'unknown':
    case 'signed_out':
    case 'signed_in':
      return null
  }
}

function AgainDialog({ name }: { name: string }) {
  const store = useSessionStore()
  const [put, setPut] = useState(false) // "not now": read and copy first
  const [blocked, setBlocked] = useState(false)
  if (put) return null
  const here = window.location.pathname + window.location.search
  return (
    <Dialog
      title={<Trans>Sign in again</Trans>}
      onClose={() => setPut(true)}
      actions={
        <>
          <Button kind="primary" onClick={() => setBlocked(!store.renew())}>
            <Trans>Sign in</Trans>
          </Button>
          <Button kind="quiet" onClick={() => setPut(true)}>
            <Trans>Not now</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>You, {name}, are no longer signed in. What you typed on this page is still here; it is saved when you are signed in again.</Trans>
      </p>
      {blocked && (
        <Banner tone="warn" title={<Trans>Your browser did not open the window.</Trans>}>
          <p>
            <Trans>Allow windows from this site, or sign in on this page. What is typed in a form is then gone; documents keep their text.</Trans>
          </p>
          <AnchorButton href={signInAddress(here)}>
            <Trans>Sign in on this page</Trans>
          </AnchorButton>
        </Banner>
      )}
    </Dialog>
  )
}

function ReplacedDialog({ was, now }: { was: string; now: string }) {
  const store = useSessionStore()
  const goOn = () => window.location.assign('/')
  return (
    <Dialog
      title={<Trans>Somebody else has signed in</Trans>}
      onClose={goOn}
      actions={
        <>
          <Button kind="primary" onClick={() => store.renew()}>
            <Trans>Sign in as {was}</Trans>
          </Button>
          <Button onClick={goOn}>
            <Trans>Go on as {now}</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          This page belongs to {was}, and you are now signed in as {now}. Going on as {now} leaves this page and what is typed on it.
        </Trans>
      </p>
    </Dialog>
  )
}
