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
export function guessLanguage(stored = read(), accepted: readonly string[] = navigator.languages): Language {
  if (stored !== null && isLanguage(stored)) return stored
  for (const tag of accepted) {
    const code = tag.split('-')[0]?.toLowerCase() ?? ''
    if (isLanguage(code)) return code
  }
  return 'en'
}

/** Whether a page was opened that says more than the door and the shell do, the language last asked for, and those spoken in full by now. */
let onward = false
let wished: Language | undefined
const whole = new Set<Language>()

/** Speaks a language from now on, on this device, and turns the page its way. */
export async function activate(language: Language): Promise<void> {
  wished = language
  const [{ messages }, soon] = await Promise.all([first[language](), onward ? second[language]() : undefined])
  // A page that says more may have been opened meanwhile.
  const rest = soon ?? (onward ? await second[language]() : undefined)
  if (wished !== language) return
  if (rest) whole.add(language)
  i18n.loadAndActivate({ locale: language, messages: { ...messages, ...rest?.messages } })
  document.documentElement.lang = language
  document.documentElement.dir = languages[language].dir
  try {
    localStorage.setItem(kept, language)
  } catch {
    // Storage is closed to us here: the choice holds until the page is closed.
  }
}

/** A page that says more: it is shown together with its words. */
export async function withItsWords<Page>(page: Promise<Page>): Promise<Page> {
  onward = true
  const language = i18n.locale
  if (!isLanguage(language) || whole.has(language)) return page
  const [shown, { messages }] = await Promise.all([page, second[language]()])
  whole.add(language)
  i18n.load(language, messages)
  return shown
}

// One import each, so that a browser fetches one language only (words.config.ts makes two parts of each).
const first = { en: () => import('./locales/en.po'), fr: () => import('./locales/fr.po'), ar: () => import('./locales/ar.po') }
const second = { en: () => import('./locales/en.po?lingui'), fr: () => import('./locales/fr.po?lingui'), ar: () => import('./locales/ar.po?lingui') }

function read(): string | null {
  try {
    return localStorage.getItem(kept)
  } catch {
    return null
  }
}
