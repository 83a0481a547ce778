/** Where signing in begins; it comes back to `to`, a path of ours. */
export const signInAddress = (to: string): string => `/auth/sign-in?return_to=${encodeURIComponent(to)}`

/** Where the window beside the page ends after signing in again. */
export const signedInPath = '/signed-in'

/** Opens the sign-in beside the page; false where the browser blocks it. */
export function openPopup(): boolean {
  const popup = window.open(signInAddress(signedInPath), 'rapporteur-sign-in', 'popup,width=520,height=720')
  popup?.focus()
  return popup !== null
}

/** A path of ours to come back to; anything else becomes the first page. */
export function ownPath(to: unknown): string {
  if (typeof to !== 'string' || !to.startsWith('/') || to.startsWith('//') || to.includes('\\')) return '/'
  return to
}
