import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { keys } from '../api/keys'
import { approveMinutes, beginMinutes, circulateMinutes, endMeeting, meeting as meetingQuery, reopenMinutes, startMeeting, type Meeting } from '../api/meeting'
import { useClock } from '../i18n/clock'
import { fullDayOf, isoDay } from '../i18n/time'
import { Button, IconButton } from '../ui/button'
import { TextField } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import type { IconName } from '../ui/icons'
import { Menu, MenuItem } from '../ui/menu'
import { toasts } from '../ui/toast-store'
import { acts, startsEarly, type Act } from './sitting'

/** Acts that are done at once; the others are confirmed, since they change what everybody may do. */
const atOnce = (act: Act, meeting: Meeting): boolean => act === 'begin' || act === 'resume' || (act === 'start' && !startsEarly(meeting, new Date()))

/** The onward act as the page's button, the others in the menu beside it. */
export function ActButtons({ meeting }: { meeting: Meeting }) {
  const { t } = useLingui()
  const words = useActWords()
  const [asking, ask] = useState<Act>()
  const run = useAct(meeting)
  const [onward, ...others] = acts(meeting)
  const choose = (act: Act) => (atOnce(act, meeting) ? run.mutate({ act }) : ask(act))
  if (onward === undefined) return null
  return (
    <>
      <Button kind="primary" icon={icons[onward]} busy={run.isPending} onClick={() => choose(onward)}>
        {words[onward]}
      </Button>
      {others.length > 0 && (
        <Menu label={t`More for this meeting`} trigger={(props) => <IconButton {...props} icon="more" label={t`More for this meeting`} />}>
          {others.map((act) => (
            <MenuItem key={act} icon={icons[act]} onSelect={() => choose(act)}>
              {words[act]}
            </MenuItem>
          ))}
        </Menu>
      )}
      {asking && <ActDialog meeting={meeting} act={asking} close={() => ask(undefined)} />}
    </>
  )
}

/** One act as a button, where a page without minutes offers it. */
export function LoneAct({ meeting, act, primary = true }: { meeting: Meeting; act: Act; primary?: boolean }) {
  const words = useActWords()
  const run = useAct(meeting)
  const [asking, ask] = useState(false)
  return (
    <>
      <Button kind={primary ? 'primary' : 'secondary'} icon={icons[act]} busy={run.isPending} onClick={() => (atOnce(act, meeting) ? run.mutate({ act }) : ask(true))}>
        {words[act]}
      </Button>
      {asking && <ActDialog meeting={meeting} act={act} close={() => ask(false)} />}
    </>
  )
}

const icons: Record<Act, IconName> = { start: 'play', resume: 'play', begin: 'pencil', end: 'check', circulate: 'send', reopen: 'pencil', approve: 'ok' }

function useActWords(): Record<Act, string> {
  const { t } = useLingui()
  return {
    start: t`Start the meeting`,
    resume: t`Go on with the meeting`,
    begin: t`Begin the minutes`,
    end: t`End the meeting`,
    circulate: t`Circulate the minutes`,
    reopen: t`Open for corrections`,
    approve: t`Approve the minutes`,
  }
}

/** Does an act and shows the meeting as it is then. */
function useAct(meeting: Meeting, done: () => void = () => undefined) {
  const { t } = useLingui()
  const cache = useQueryClient()
  const said: Record<Act, string> = {
    start: t`The meeting is on. What is written is seen by everybody at once.`,
    resume: t`The meeting goes on.`,
    begin: t`The minutes are begun.`,
    end: t`The meeting has ended. The minutes stay open until they are circulated.`,
    circulate: t`The minutes are circulated.`,
    reopen: t`The minutes are open for corrections.`,
    approve: t`The minutes are approved.`,
  }
  return useMutation({
    mutationFn: ({ act, day }: { act: Act; day?: string | undefined }) => doIt(act, meeting.id, day),
    onSuccess: (now, { act }) => {
      cache.setQueryData(meetingQuery(meeting.id).queryKey, now)
      void cache.invalidateQueries({ queryKey: keys.register() })
      toasts.show(said[act])
      done()
    },
    onError: (refusal, { act }) => {
      if (atOnce(act, meeting)) toasts.show(refusal.message)
    },
  })
}

function doIt(act: Act, id: string, day: string | undefined): Promise<Meeting> {
  switch (act) {
    case 'start':
    case 'resume':
      return startMeeting(id)
    case 'begin':
      return beginMinutes(id)
    case 'end':
      return endMeeting(id)
    case 'circulate':
      return circulateMinutes(id, day)
    case 'reopen':
      return reopenMinutes(id)
    case 'approve':
      return approveMinutes(id)
  }
}

function ActDialog({ meeting, act, close }: { meeting: Meeting; act: Act; close: () => void }) {
  const { t } = useLingui()
  const clock = useClock()
  const words = useActWords()
  const [day, setDay] = useState(meeting.minutes_record?.answer_by ?? '')
  const run = useAct(meeting, close)
  const accepted = meeting.minutes_record?.corrections.filter(({ state }) => state === 'taken').length ?? 0
  const planned = fullDayOf(clock, new Date(meeting.start))
  const what: Partial<Record<Act, ReactNode>> = {
    start: <Trans>It is planned for {planned}. Once started it can be ended, but it is not put back to planned.</Trans>,
    end: <Trans>The minutes stay open for writing until they are circulated. A meeting that was ended too early can go on.</Trans>,
    circulate: <Trans>Everybody in the group can then read them, and who was there can say what is wrong. Nobody writes in them meanwhile.</Trans>,
    reopen: <Trans>Who writes the minutes can change them again. They are circulated once more before they are approved.</Trans>,
    approve: <Trans>The words are frozen as a revision that never changes, decisions and actions get their numbers, and the meeting is closed. This cannot be undone.</Trans>,
  }
  return (
    <FormDialog
      title={t`${words[act]}?`}
      act={words[act]}
      busy={run.isPending}
      refused={run.error?.message}
      onSubmit={() => run.mutate({ act, day: act === 'circulate' && day !== '' ? day : undefined })}
      onClose={close}
    >
      <p>{what[act]}</p>
      {act === 'approve' && accepted > 0 && (
        <p>
          <Plural value={accepted} one="# correction was accepted. See first that it stands in the text." other="# corrections were accepted. See first that they stand in the text." />
        </p>
      )}
      {act === 'circulate' && (
        <TextField
          type="date"
          label={t`Corrections by`}
          hint={t`The last day for corrections. May stay empty.`}
          min={isoDay(meeting.zone, new Date())}
          max="9999-12-31"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      )}
    </FormDialog>
  )
}
