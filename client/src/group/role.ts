import { useLingui } from '@lingui/react'
import { roles } from './words'

const isRole = (role: string): role is keyof typeof roles => Object.hasOwn(roles, role)

/** The word for a role; one this page does not know yet is shown as the server names it. */
export function useWordOfRole(): (role: string) => string {
  const { _ } = useLingui()
  return (role) => (isRole(role) ? _(roles[role]) : role.replaceAll('_', ' '))
}
