import { useLingui } from '@lingui/react/macro'
import type { MeetingMode } from '../api/meetings'

/** How people come together, in words. */
export function useModes(): Record<MeetingMode, string> {
  const { t } = useLingui()
  return { remote: t`Online`, in_person: t`In person`, hybrid: t`In person and online` }
}
