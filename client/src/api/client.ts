import createClient from 'openapi-fetch'
import type { paths } from './schema.gen'

/** The typed client of the contract. Every call of the program goes through it. */
export const client = createClient<paths>({ baseUrl: '/api' })

// A refusal is worded by the server, in the language the page is in by then.
client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang)
  },
})

/** Calls back whenever an answer says that nobody is signed in. */
export function onSignInRequired(listener: () => void): void {
  client.use({
    onResponse({ response }) {
      if (response.status === 401) listener()
    },
  })
}
