import { Trans, useLingui } from '@lingui/react/macro'
import { sendRegrets, withdrawRegrets } from '../api/attendance'
import type { Meeting } from '../api/meeting'
import { usePerson } from '../session/use-session'
import { Button } from '../ui/button'
import { State } from '../ui/state'
import { toasts } from '../ui/toast-store'
import css from './regrets.module.css'
import { useMeetingChange } from './use-change'

/** I cannot come, in one tap; and I can after all. Nothing where there is nothing to answer. */
export function Regrets({ meeting, wide = false }: { meeting: Meeting; wide?: boolean }) {
  const { t } = useLingui()
  const me = usePerson()?.id
  const refused = (error: Error) => toasts.show(error.message)
  const withdraw = useMeetingChange(() => withdrawRegrets(meeting.id))
  const send = useMeetingChange(
    () => sendRegrets(meeting.id),
    () => toasts.show(t`Your regrets are sent.`, () => withdraw.mutate(undefined, { onError: refused })),
  )
  if (!meeting.can.includes('answer')) return null
  const mine = meeting.attendance?.find(({ person }) => person.id === me)?.presence
  if (mine !== undefined && mine !== 'regrets') return null // whoever writes the minutes has it otherwise
  if (mine === undefined) {
    return (
      <Button icon="hand" wide={wide} busy={send.isPending} onClick={() => send.mutate(undefined, { onError: refused })}>
        <Trans>Send regrets</Trans>
      </Button>
    )
  }
  return (
    <div className={css.sent}>
      <State icon="hand" tone="off">
        <Trans>You sent regrets</Trans>
      </State>
      <Button size="small" busy={withdraw.isPending} onClick={() => withdraw.mutate(undefined, { onError: refused })}>
        <Trans>I can come after all</Trans>
      </Button>
    </div>
  )
}
