import { languages, type Language } from '../i18n/language'

const at = (period: string) => new Date(`${period}-15T12:00:00Z`)

/** "June 2023" for 2023-06. */
export const monthOf = (language: Language, period: string): string =>
  new Intl.DateTimeFormat(languages[language].intl, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at(period))

/** "June", where the year is plain. */
export const monthName = (language: Language, period: string, now = new Date()): string =>
  period.startsWith(`${now.getUTCFullYear()}-`)
    ? new Intl.DateTimeFormat(languages[language].intl, { month: 'long', timeZone: 'UTC' }).format(at(period))
    : monthOf(language, period)
