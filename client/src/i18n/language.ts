import { i18n } from '@lingui/core'

/** The languages of the screen. What people write may be in any language. */
export const languages = {
  en: { name: 'English', dir: 'ltr', intl: 'en-GB' },
  fr: { name: 'Français', dir: 'ltr', intl: 'fr' },
  // Latin digits in Arabic, as in the UN's Arabic documents: decided here, once, for every number and date.
  ar: { name: 'العربية', dir: 'rtl', intl: 'ar-u-nu-latn' },
} as const

export type Language = keyof typeof languages

export const languageCodes: readonly Language[] = ['en', 'fr', 'ar']

export const isLanguage = (code: string): code is Language => Object.hasOwn(languages, code)

const kept = 'rapporteur.language'

/** The language for somebody we know nothing of: chosen here before, else the browser's, else English. */
export function guessLanguage(stored = read(), wished: readonly string[] = navigator.languages): Language {
  if (stored !== null && isLanguage(stored)) return stored
  for (const tag of wished) {
    const code = tag.split('-')[0]?.toLowerCase() ?? ''
    if (isLanguage(code)) return code
  }
  return 'en'
}

/** Speaks a language from now on, on this device, and turns the page its way. */
export async function activate(language: Language): Promise<void> {
  const { messages } = await load(language)
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].dir
  try {
    localStorage.setItem(kept, language)
  } catch {
    // Storage is closed to us here: the choice holds until the page is closed.
  }
}

// One import each, so that a browser fetches one language only.
function load(language: Language) {
  switch (language) {
    case 'en':
      return import('./locales/en.po')
    case 'fr':
      return import('./locales/fr.po')
    case 'ar':
      return import('./locales/ar.po')
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(kept)
  } catch {
    return null
  }
}
