import { Trans } from '@lingui/react/macro'
import { createLazyRoute } from '@tanstack/react-router'

function Home() {
  return (
    <h1>
      <Trans>My work</Trans>
    </h1>
  )
}

export const route = createLazyRoute('/')({ component: Home })
