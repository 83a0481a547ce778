import { Trans } from '@lingui/react/macro'
import { Outlet } from '@tanstack/react-router'

export function Shell() {
  return (
    <>
      <a href="#main">
        <Trans>Skip to content</Trans>
      </a>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </>
  )
}
