import { useLingui } from '@lingui/react/macro'
import type { Present } from '../realtime/state'
import { Avatars } from '../ui/avatar'

/** Who else has the text open, once each, however many windows they have. */
export function Presence({ of: present, me }: { of: readonly Present[]; me: string }) {
  const { t } = useLingui()
  const others = [...new Map(present.filter((p) => p.person !== me && p.person !== '').map((p) => [p.person, p])).values()]
  if (others.length === 0) return null
  const names = others.map((p) => p.name).join(', ')
  return <Avatars people={others.map((p) => ({ id: p.person, name: p.name }))} label={t`Here now: ${names}`} />
}
