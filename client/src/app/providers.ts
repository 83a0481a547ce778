import { onSignInRequired } from '../api/client'
import { getSession } from '../api/session'
import { activate, isLanguage } from '../i18n/language'
import { openPopup } from '../session/addresses'
import { SessionStore } from '../session/store'

/** The one session of this page. */
export const session = new SessionStore({
  ask: async () => (await getSession()).person ?? null,
  channel: new BroadcastChannel('rapporteur.session'),
  openPopup,
})
onSignInRequired(session.refused)

// A page speaks the language of its person from the moment it knows them.
let known: string | null = null
session.subscribe(() => {
  const now = session.session()
  if (now.state !== 'signed_in' || now.person.id === known) return
  known = now.person.id
  const { locale } = now.person
  if (locale !== undefined && isLanguage(locale) && locale !== document.documentElement.lang) void activate(locale)
})
