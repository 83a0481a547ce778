import { useLingui } from '@lingui/react/macro'
import type { Action } from '../api/registers'
import { Icon } from '../ui/icon'
import css from './register.module.css'
import { short } from './short'
import { useActionStep } from './use-action-step'

/** Done, in one tap; the line goes, and the message offers it back. */
export function Tick({ of: action }: { of: Action }) {
  const { t } = useLingui()
  const step = useActionStep(action)
  if (!action.can.includes('done')) return <Icon name="action" />
  return (
    <label className={css.tick}>
      <input
        type="checkbox"
        checked={step.isPending || step.isSuccess}
        onChange={() => {
          if (step.isIdle || step.isError) step.mutate({ to: 'done' })
        }}
        aria-label={t`Done: ${short(action.title)}`}
      />
    </label>
  )
}
