import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { keys } from '../../api/keys'
import { movePilot, pilot as pilotQuery, type Pilot, type PilotStage } from '../../api/pilots'
import { useWord } from '../../group/sign'
import { signOf, pilotStages } from '../../group/words'
import { Button, IconButton } from '../../ui/button'
import { TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Menu, MenuItem } from '../../ui/menu'
import { toasts } from '../../ui/toast-store'
import { needsReason, stepsOf } from './standing'

/** Where a pilot may go next; nothing for who may not move it. */
export function StageMenu({ pilot, small = false }: { pilot: Pilot; small?: boolean }) {
  const { t } = useLingui()
  const word = useWord()
  const [to, choose] = useState<PilotStage>()
  const steps = stepsOf(pilot)
  if (steps.length === 0) return null
  const { name } = pilot
  const label = t`Move ${name} to another stage`
  return (
    <>
      <Menu
        label={label}
        trigger={(props) =>
          small ? (
            <IconButton {...props} icon="more" size="small" label={label} />
          ) : (
            <Button {...props} icon="moved">
              <Trans>Change the stage</Trans>
            </Button>
          )
        }
      >
        {steps.map((stage) => (
          <MenuItem key={stage} icon={signOf(pilotStages, stage).icon} danger={stage === 'withdrawn'} onSelect={() => choose(stage)}>
            {word('pilot', stage)}
          </MenuItem>
        ))}
      </Menu>
      {to && <StageDialog pilot={pilot} to={to} close={() => choose(undefined)} />}
    </>
  )
}

function StageDialog({ pilot, to, close }: { pilot: Pilot; to: PilotStage; close: () => void }) {
  const { t } = useLingui()
  const word = useWord()
  const cache = useQueryClient()
  const [reason, setReason] = useState('')
  const must = needsReason(pilot.state, to)
  const { name } = pilot
  const [from, stage] = [word('pilot', pilot.state), word('pilot', to)]
  const move = useMutation({
    mutationFn: () => movePilot(pilot.id, to, reason.trim() === '' ? undefined : reason.trim()),
    onSuccess: (now) => {
      cache.setQueryData(pilotQuery(now.id).queryKey, now)
      void cache.invalidateQueries({ queryKey: keys.anyPilots() })
      close()
      toasts.show(t`${name} is in the stage “${stage}”.`)
    },
  })
  return (
    <FormDialog
      danger={to === 'withdrawn'}
      title={<Trans>Change the stage of {name}</Trans>}
      act={<Trans>Change it</Trans>}
      busy={move.isPending}
      refused={move.error?.message}
      onSubmit={() => move.mutate()}
      onClose={close}
    >
      <p>
        <Trans>
          From “{from}” to “{stage}”.
        </Trans>
      </p>
      <TextArea label={t`Reason`} hint={must ? t`Everybody sees it.` : t`May stay empty.`} required={must} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />
    </FormDialog>
  )
}
