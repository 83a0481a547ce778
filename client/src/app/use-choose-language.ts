import { useLingui } from '@lingui/react'
import { changeProfile } from '../api/people'
import { activate, guessLanguage, isLanguage, type Language } from '../i18n/language'
import { usePerson } from '../session/use-session'

/** The language spoken now, and how to choose another: at once here, and for good on the profile. */
export function useChooseLanguage(): [Language, (language: Language) => void] {
  const { i18n } = useLingui()
  const person = usePerson()
  const choose = (language: Language) => {
    void activate(language)
    // What cannot be kept on the profile now still holds on this device.
    if (person) changeProfile({ locale: language }).catch(() => undefined)
  }
  return [isLanguage(i18n.locale) ? i18n.locale : guessLanguage(), choose]
}
