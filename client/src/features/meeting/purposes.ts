import { useLingui } from '@lingui/react/macro'
import type { AgendaPurpose } from '../../api/agenda'

/** What the group is asked to do with an item. */
export function usePurposes(): Record<AgendaPurpose, string> {
  const { t } = useLingui()
  return { inform: t`for information`, discuss: t`for discussion`, decide: t`for decision` }
}
