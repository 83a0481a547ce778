import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { reopenThread, resolveThread, type Thread, type ThreadOutcome } from '../../../api/threads'
import { Button } from '../../../ui/button'
import { TextArea } from '../../../ui/field'
import { FormDialog } from '../../../ui/form-dialog'
import { Icon } from '../../../ui/icon'
import { Menu, MenuItem } from '../../../ui/menu'
import { toasts } from '../../../ui/toast-store'
import type { Desk } from './use-desk'

/** How a thread was settled. */
export const outcomes: Record<ThreadOutcome, MessageDescriptor> = {
  accepted: msg`Accepted`,
  partly: msg`Partly accepted`,
  not_accepted: msg`Not accepted`,
  noted: msg`Noted`,
}

const needsReason = ['partly', 'not_accepted', 'noted'] as const

interface Props {
  desk: Desk
  thread: Thread
  /** Where the focus goes when the thread leaves the list. */
  leave: () => void
}

/** Settles a thread: accepted at once, anything else with a reason. Each can be undone. */
export function Settle({ desk, thread, leave }: Props) {
  const { t, i18n } = useLingui()
  const [asking, ask] = useState<ThreadOutcome>()
  const reopened = t`Taken back at once.`
  const settle = useMutation({
    mutationFn: ({ outcome, reason }: { outcome: ThreadOutcome; reason?: string }) => resolveThread(thread.id, outcome, reason),
    onSuccess: (now) => {
      desk.put(now)
      const back = () => {
        reopenThread(now.id, reopened).then(desk.put, (refusal: unknown) => toasts.show(refusal instanceof Error ? refusal.message : ''))
      }
      toasts.show(thread.can.includes('withdraw') ? t`Your thread is withdrawn.` : t`The thread is resolved.`, now.can.includes('reopen') ? back : undefined)
      leave()
    },
    onError: (refusal) => {
      if (asking === undefined) toasts.show(refusal.message)
    },
  })
  if (thread.can.includes('withdraw')) {
    return (
      <Button size="small" kind="quiet" busy={settle.isPending} onClick={() => settle.mutate({ outcome: 'noted' })}>
        <Trans>Withdraw</Trans>
      </Button>
    )
  }
  if (!thread.can.includes('resolve')) return null
  return (
    <>
      <Menu
        label={t`Resolve`}
        align="start"
        trigger={(props) => (
          <Button {...props} size="small" kind="quiet" busy={settle.isPending}>
            <Trans>Resolve</Trans>
            <Icon name="down" />
          </Button>
        )}
      >
        <MenuItem icon="check" onSelect={() => settle.mutate({ outcome: 'accepted' })}>
          <Trans>Accepted</Trans>
        </MenuItem>
        {needsReason.map((outcome) => (
          <MenuItem key={outcome} onSelect={() => ask(outcome)}>
            {i18n._(outcomes[outcome])}…
          </MenuItem>
        ))}
      </Menu>
      {asking && (
        <ReasonDialog
          title={i18n._(outcomes[asking])}
          act={<Trans>Resolve</Trans>}
          about={thread.title}
          busy={settle.isPending}
          refused={settle.error?.message}
          onReason={(reason) => settle.mutate({ outcome: asking, reason })}
          onClose={() => ask(undefined)}
        />
      )}
    </>
  )
}

/** Takes a settlement back, with a reason. */
export function Reopen({ desk, thread, leave }: Props) {
  const [asking, setAsking] = useState(false)
  const reopen = useMutation({
    mutationFn: (reason: string) => reopenThread(thread.id, reason),
    onSuccess: (now) => {
      setAsking(false)
      desk.put(now)
      leave()
    },
  })
  if (!thread.can.includes('reopen')) return null
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        <Trans>Reopen…</Trans>
      </Button>
      {asking && (
        <ReasonDialog
          title={<Trans>Reopen the thread?</Trans>}
          act={<Trans>Reopen</Trans>}
          about={thread.title}
          busy={reopen.isPending}
          refused={reopen.error?.message}
          onReason={(reason) => reopen.mutate(reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface Question {
  title: ReactNode
  act: ReactNode
  about: string
  busy: boolean
  refused: string | undefined
  onReason: (reason: string) => void
  onClose: () => void
}

function ReasonDialog({ title, act, about, busy, refused, onReason, onClose }: Question) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const empty = reason.trim() === ''
  return (
    <FormDialog title={title} act={act} busy={busy} refused={refused} onSubmit={() => (empty ? setTried(true) : onReason(reason.trim()))} onClose={onClose}>
      <p dir="auto">“{about}”</p>
      <TextArea
        label={t`Reason`}
        hint={t`Everybody in the thread reads it.`}
        maxLength={2000}
        value={reason}
        error={tried && empty ? t`Say why, in a sentence.` : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
