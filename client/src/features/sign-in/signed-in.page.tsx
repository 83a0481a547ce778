import { Trans, useLingui } from '@lingui/react/macro'
import { createLazyRoute } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSessionStore } from '../../session/use-session'
import { Button } from '../../ui/button'
import { Page } from '../../ui/page'

/** Where the window beside a page ends: it tells the page and closes itself. */
function SignedIn() {
  const { t } = useLingui()
  const store = useSessionStore()
  useEffect(() => {
    store.renewed()
    window.close()
  }, [store])
  return (
    <Page narrow title={t`You are signed in`}>
      <p>
        <Trans>You can close this window and go on where you were.</Trans>
      </p>
      <br />
      <Button onClick={() => window.close()}>
        <Trans>Close this window</Trans>
      </Button>
    </Page>
  )
}

export const route = createLazyRoute('/signed-in')({ component: SignedIn })
