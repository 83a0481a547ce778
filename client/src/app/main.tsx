import '../ui/tokens.css'
import '../ui/base.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { activate, guessLanguage } from '../i18n/language'
import { deviceZone, isZone, ZoneProvider } from '../i18n/zone'
import { SessionProvider, usePerson } from '../session/use-session'
import { applyTheme, readTheme } from '../ui/theme'
import { wordValidity } from '../ui/validity'
import { fetchWhenIdle } from './lazy'
import { session } from './providers'
import { queries } from './queries'
import { readAgainWhenRenewed } from './renewed'
import { router } from './router'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

applyTheme(readTheme())
await activate(guessLanguage())

/** Times are shown in the zone of the profile, else of the device. */
function ReadersZone({ children }: { children: ReactNode }) {
  const zone = usePerson()?.zone
  return <ZoneProvider zone={zone !== undefined && isZone(zone) ? zone : deviceZone()}>{children}</ZoneProvider>
}

createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <SessionProvider store={session}>
        <QueryClientProvider client={queries}>
          <ReadersZone>
            <RouterProvider router={router} />
          </ReadersZone>
        </QueryClientProvider>
      </SessionProvider>
    </I18nProvider>
  </StrictMode>,
)
wordValidity()
fetchWhenIdle()
readAgainWhenRenewed(session, queries, router)
