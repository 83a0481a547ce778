import { Trans, useLingui } from '@lingui/react/macro'
import { useSuspenseQueries } from '@tanstack/react-query'
import { createLazyRoute, getRouteApi } from '@tanstack/react-router'
import { session as sessionQuery } from '../../api/session'
import { installation } from '../../api/installation'
import { ownPath, signInAddress } from '../../session/addresses'
import { Banner } from '../../ui/banner'
import { AnchorButton } from '../../ui/button'
import { useTitle } from '../../ui/title'
import { problemOf } from './problems'
import css from './sign-in.module.css'

const here = getRouteApi('/sign-in')

/** The door: one way in, and what went wrong if something did. */
function SignIn() {
  const { t } = useLingui()
  const { to, problem, reference } = here.useSearch()
  const [{ data }, { data: session }] = useSuspenseQueries({ queries: [installation(), sessionQuery()] })
  const address = signInAddress(ownPath(to))
  useTitle(t`Sign in`)
  return (
    <div className={css.door}>
      {problem === undefined && session.sign_in.reachable ? <Welcome address={address} demo={data.demo} /> : <Failed address={address} code={problem ?? 'sign_in.unreachable'} reference={reference} />}
      <aside className={css.note} aria-label={t`About this workspace`}>
        <div>
          <h2>
            <Trans>What this is</Trans>
          </h2>
          <p className="muted">
            <Trans>Rapporteur is where an international working group writes its deliverables together, holds and minutes its meetings, and follows the cities that try its work out.</Trans>
          </p>
        </div>
        <div>
          <h2>
            <Trans>No password here</Trans>
          </h2>
          <p className="muted">
            <Trans>You sign in with your organisation’s account, by link. There is nothing to remember and no puzzle to solve.</Trans>
          </p>
        </div>
      </aside>
    </div>
  )
}

function Welcome({ address, demo }: { address: string; demo: boolean }) {
  return (
    <div>
      <h1>
        <Trans>Sign in</Trans>
      </h1>
      <p className={css.lead}>{demo ? <Trans>This is the demo workspace. On the next page you choose who you are today; no password is asked.</Trans> : <Trans>Use the account of your organisation.</Trans>}</p>
      <div className={css.block}>
        <AnchorButton kind="primary" size="big" href={address}>
          {demo ? <Trans>Choose a person</Trans> : <Trans>Sign in with your organisation’s account</Trans>}
        </AnchorButton>
      </div>
    </div>
  )
}

function Failed({ address, code, reference }: { address: string; code: string; reference: string | undefined }) {
  const { i18n } = useLingui()
  const { what, todo } = problemOf(code)
  return (
    <div className={css.block}>
      <h1>
        <Trans>You are not signed in</Trans>
      </h1>
      <div>
        <Banner tone="bad" role="alert" title={i18n._(what)}>
          <p>{i18n._(todo)}</p>
        </Banner>
      </div>
      <AnchorButton kind="primary" href={address}>
        <Trans>Try again</Trans>
      </AnchorButton>
      {reference !== undefined && (
        <p className="muted">
          <Trans>
            If it happens again, send this to your administrator: <kbd>{reference}</kbd>
          </Trans>
        </p>
      )}
    </div>
  )
}

export const route = createLazyRoute('/sign-in')({ component: SignIn })
