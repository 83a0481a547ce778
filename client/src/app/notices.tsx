import { Trans } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { useSession, useSessionStore } from '../session/use-session'
import { Banner } from '../ui/banner'
import { Button } from '../ui/button'
import css from './shell.module.css'

/** What is wrong with the line or the session, above every page. */
export function Notices() {
  const online = useOnline()
  const session = useSession()
  const store = useSessionStore()
  if (!online) {
    return (
      <div className={css.notice}>
        <Banner tone="warn" icon="offline" role="status" title={<Trans>No connection.</Trans>}>
          <p>
            <Trans>You see what was loaded before. What you write in a document is kept on this device and sent when the line is back.</Trans>
          </p>
        </Banner>
      </div>
    )
  }
  if (session.state === 'expired') {
    return (
      <div className={css.notice}>
        <Banner tone="warn" icon="lock" role="status" title={<Trans>You are not signed in.</Trans>}>
          <Button size="small" onClick={() => store.renew()}>
            <Trans>Sign in again</Trans>
          </Button>
        </Banner>
      </div>
    )
  }
  return null
}

function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
