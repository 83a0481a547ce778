import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { keys } from '../api/keys'
import { stepAction, type Action } from '../api/registers'
import { useWord } from '../group/sign'
import { toasts } from '../ui/toast-store'
import { short } from './short'

/** Takes an action a step on; says so, and offers to take it back. A refusal is said too. */
export function useActionStep(action: Action) {
  const { t } = useLingui()
  const word = useWord()
  const cache = useQueryClient()
  const read = () => cache.invalidateQueries({ queryKey: keys.register() })
  const step = useMutation({
    mutationFn: ({ to, note }: { to: Action['state']; note?: string | undefined }) => stepAction(action.id, to, note),
    onSuccess: (now) => {
      void read()
      const state = word('action', now.state)
      toasts.show(t`${state}: ${short(action.title)}`, () => {
        stepAction(action.id, action.state, action.note).then(
          () => {
            step.reset()
            return read()
          },
          (refusal: unknown) => toasts.show(sentence(refusal)),
        )
      })
    },
    onError: (refusal) => toasts.show(refusal.message),
  })
  return step
}

export const sentence = (refusal: unknown): string => (refusal instanceof Error ? refusal.message : '')
