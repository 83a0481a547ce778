import { lazy } from 'react'

// Rarely seen, so not in the first download; fetched while the page rests, so that they are there without a line.
const expired = () => import('./expired')
const refusal = () => import('../session/refusal')

export const ExpiredDialog = lazy(async () => ({ default: (await expired()).ExpiredDialog }))
export const Refusal = lazy(async () => ({ default: (await refusal()).Refusal }))
export const NotFound = lazy(async () => ({ default: (await refusal()).NotFound }))

/** Fetches them when nothing else is going on. */
export function fetchWhenIdle(): void {
  const fetchBoth = () => {
    Promise.all([expired(), refusal()]).catch(() => undefined) // tried again when one is needed
  }
  if ('requestIdleCallback' in window) requestIdleCallback(fetchBoth)
  else setTimeout(fetchBoth, 2_000)
}
