import { QueryClient } from '@tanstack/react-query'
import { Problem } from '../api/problem'

/** One cache for the whole page. A refusal is final; only silence is tried again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000, // milliseconds; the feed says earlier when something changed
      retry: (count, error) => !(error instanceof Problem && error.status >= 400 && error.status < 500) && count < 2,
    },
  },
})
