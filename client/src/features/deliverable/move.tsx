import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deliverable as query, moveDeliverable, type Deliverable } from '../../api/deliverable'
import { keys } from '../../api/keys'
import { useWord } from '../../group/sign'
import { Actions, Button, IconButton } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { TextArea } from '../../ui/field'
import { Menu, MenuItem } from '../../ui/menu'
import { toasts } from '../../ui/toast-store'
import { steps, type Step } from './rights'

/** Takes the deliverable onward by one button; back and aside are in the menu beside it. */
export function Move({ of: deliverable }: { of: Deliverable }) {
  const { t } = useLingui()
  const word = useWord()
  const [asking, setAsking] = useState<Step>()
  const open = steps(deliverable)
  const onward = open.find((step) => step.onward)
  const others = open.filter((step) => step !== onward)
  if (open.length === 0) return null
  return (
    <Actions>
      {onward && (
        <Button kind="primary" onClick={() => setAsking(onward)}>
          <Trans>Move to {word('deliverable', onward.to).toLocaleLowerCase()}</Trans>
        </Button>
      )}
      {others.length > 0 && (
        <Menu label={t`Other stages`} trigger={(props) => <IconButton {...props} icon="more" label={t`Other stages`} />}>
          {others.map((step) => (
            <MenuItem key={step.to} onSelect={() => setAsking(step)}>
              {word('deliverable', step.to)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {asking && <MoveDialog deliverable={deliverable} step={asking} onClose={() => setAsking(undefined)} />}
    </Actions>
  )
}

function MoveDialog({ deliverable, step, onClose }: { deliverable: Deliverable; step: Step; onClose: () => void }) {
  const { t } = useLingui()
  const word = useWord()
  const cache = useQueryClient()
  const [reason, setReason] = useState('')
  const missing = step.needsReason && reason.trim() === ''
  const move = useMutation({
    mutationFn: () => moveDeliverable(deliverable.id, step.to, step.needsReason ? reason.trim() : undefined),
    onSuccess: (moved) => {
      cache.setQueryData(query(deliverable.id).queryKey, moved)
      void cache.invalidateQueries({ queryKey: keys.anyDeliverables() })
      const stage = word('deliverable', moved.state)
      toasts.show(t`Now in: ${stage}`)
      onClose()
    },
  })
  const stage = word('deliverable', step.to).toLocaleLowerCase()
  return (
    <Dialog
      title={<Trans>Move to {stage}?</Trans>}
      onClose={onClose}
      actions={
        <Actions>
          <Button kind="primary" busy={move.isPending} disabled={missing} onClick={() => move.mutate()}>
            <Trans>Move to {stage}</Trans>
          </Button>
          <Button kind="quiet" onClick={onClose}>
            <Trans>Stay</Trans>
          </Button>
        </Actions>
      }
    >
      <p>
        <Trans>Who may write changes with the stage; everybody who has the text open sees it at once.</Trans>
      </p>
      {step.needsReason && (
        <TextArea
          label={t`Reason`}
          hint={t`The editors and members read it.`}
          value={reason}
          maxLength={1000}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      {move.error && <p role="alert">{move.error.message}</p>}
    </Dialog>
  )
}
