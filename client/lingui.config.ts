import { formatter } from '@lingui/format-po'
import type { LinguiConfig } from '@lingui/conf'

// One catalogue a language; English is the source. `npm run extract` finds new
// words and writes docs/translation.md, the list of what nobody has reviewed.
const config: LinguiConfig = {
  sourceLocale: 'en',
  locales: ['en', 'fr', 'ar'],
  fallbackLocales: { default: 'en' },
  catalogs: [
    {
      path: '<rootDir>/src/i18n/locales/{locale}',
      include: ['src'],
      exclude: ['**/*.test.ts', '**/*.test.tsx', 'src/test/**', '**/*.gen.ts'],
    },
  ],
  format: formatter({ origins: true, lineNumbers: false }),
  orderBy: 'message',
}

export default config
