import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState } from 'react'
import { installation } from '../api/installation'
import { usePerson, useSession } from '../session/use-session'
import { Brand } from '../ui/brand'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import { singleKeysOn } from '../ui/single-keys'
import { Sample } from '../ui/state'
import { Toasts } from '../ui/toast'
import { AccountMenu } from './account-menu'
import { ExpiredDialog } from './lazy'
import { LanguageMenu } from './language-menu'
import { places } from './nav'
import { Notices } from './notices'
import { shortcutReader } from './shortcuts'
import css from './shell.module.css'
import { useChooseLanguage } from './use-choose-language'
import { useSignOut } from './use-sign-out'

/** What stands around every page: the bar, the places, what is wrong with the line, the foot. */
export function Shell() {
  const person = usePerson()
  const [language, chooseLanguage] = useChooseLanguage()
  const signOut = useSignOut()
  const main = useFocusAfterNavigation()
  useShortcuts()
  return (
    <div className={classes(css.frame, person === null && css.bare)}>
      <a className={css.skip} href="#main">
        <Trans>Skip to content</Trans>
      </a>
      <header className={css.top}>
        <Link to="/" className={css.brand}>
          <Brand />
        </Link>
        {person && <MainNav can={person.can ?? []} />}
        <div className={css.tools}>
          <LanguageMenu current={language} choose={chooseLanguage} />
          {person && <AccountMenu person={person} signOut={signOut} />}
        </div>
      </header>
      <main id="main" tabIndex={-1} className={css.main} ref={main}>
        <Notices />
        <Outlet />
      </main>
      <Foot />
      <Expired />
      <Toasts />
    </div>
  )
}

function MainNav({ can }: { can: readonly string[] }) {
  const { t, i18n } = useLingui()
  return (
    <nav className={css.nav} aria-label={t`Main`}>
      {places.filter((place) => place.can === undefined || can.includes(place.can)).map((place) => (
        <Link key={place.to} to={place.to} activeOptions={{ exact: place.exact ?? false }} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={place.icon} />
          <span>{i18n._(place.word)}</span>
        </Link>
      ))}
    </nav>
  )
}

/** The question to sign in again; without it the page goes on as it is. */
function Expired() {
  const { state } = useSession()
  if (state !== 'expired' && state !== 'replaced') return null
  return (
    <Suspense fallback={null}>
      <ExpiredDialog />
    </Suspense>
  )
}

function Foot() {
  const demo = useDemo()
  return (
    <footer className={css.foot}>
      {demo && (
        <>
          <span>
            <Trans>
              Anything marked <Sample /> is invented; cities are fictional.
            </Trans>
          </span>
          <Link to="/mailbox">
            <Trans>Mailbox of the demo</Trans>
          </Link>
        </>
      )}
      <Link to="/help">
        <Trans>Help</Trans>
      </Link>
    </footer>
  )
}

/** Whether this is the demo. Without an observer: those stay with the pages that watch something. */
function useDemo(): boolean {
  const queries = useQueryClient()
  const [demo, setDemo] = useState(false)
  useEffect(() => {
    queries.query({ ...installation(), staleTime: 'static' }).then(
      (known) => setDemo(known.demo),
      () => undefined, // no line: the foot does without
    )
  }, [queries])
  return demo
}

/** After going to another page a screen reader starts at its content. Not at the first page, where the browser does that. */
function useFocusAfterNavigation() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== undefined && before.current !== path) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return main
}

function useShortcuts() {
  const go = useNavigate()
  useEffect(() => {
    const read = shortcutReader()
    const onKey = (event: KeyboardEvent) => {
      if (!singleKeysOn()) return
      const to = read(event, event.target instanceof Element ? event.target : null)
      if (to !== null) void go({ to })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [go])
}
