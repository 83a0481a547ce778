import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'

/** Renders a part the way the page does: with words. */
export function show(part: ReactNode): RenderResult {
  return render(part, { wrapper: ({ children }) => <I18nProvider i18n={i18n}>{children}</I18nProvider> })
}
