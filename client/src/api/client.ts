import createClient from 'openapi-fetch'
import type { paths } from './schema.gen'

/** The typed client of the contract. Every call of the program goes through it. */
export const client = createClient<paths>({ baseUrl: '/api' })
