import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { restoreText, textAt, writingSessions, type TextName, type WritingSession } from '../api/documents'
import { keys } from '../api/keys'
import { ReadOnlyText } from '../editor/textEditor'
import { useClock } from '../i18n/clock'
import { dayOf, timeRange } from '../i18n/time'
import { Actions, Button, IconButton } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Empty, Skeleton } from '../ui/empty'
import { toasts } from '../ui/toast-store'
import css from './text.module.css'

interface Props {
  name: TextName
  mayRestore: boolean
  lang?: string | undefined
  onClose: () => void
}

/** Who worked on the text and when; each session can be read, and written again. */
export function History({ name, mayRestore, lang, onClose }: Props) {
  const { t } = useLingui()
  const { data, isPending, error, refetch } = useQuery({ ...writingSessions(name), staleTime: 0 })
  const [reading, setReading] = useState<WritingSession>()
  return (
    <>
      <div className={css.sideHead}>
        <h2>
          <Trans>History</Trans>
        </h2>
        <IconButton icon="x" label={t`Close the history`} onClick={onClose} />
      </div>
      {isPending && <Skeleton lines={5} />}
      {error && (
        <Empty
          title={error.message}
          action={
            <Button size="small" onClick={() => void refetch()}>
              <Trans>Try again</Trans>
            </Button>
          }
        />
      )}
      {data?.length === 0 && <Empty title={<Trans>Nobody has written yet</Trans>} />}
      <ol className={css.sessions}>
        {data?.map((session) => (
          <li key={session.id}>
            <button type="button" onClick={() => setReading(session)}>
              <SessionLine of={session} />
            </button>
          </li>
        ))}
      </ol>
      {reading && <OldText name={name} session={reading} mayRestore={mayRestore} lang={lang} onClose={() => setReading(undefined)} />}
    </>
  )
}

function SessionLine({ of: session }: { of: WritingSession }) {
  const clock = useClock()
  const from = new Date(session.from)
  const to = new Date(session.to)
  const names = session.people.map((person) => person.name).join(', ')
  return (
    <>
      <b>
        {dayOf(clock, from)}, <bdi dir="ltr">{timeRange(clock, from, to)}</bdi>
      </b>
      <span dir="auto">{names}</span>
      <span className="meta">
        {session.act === 'seed' ? (
          <Trans>The text began</Trans>
        ) : session.act === 'restore' ? (
          <Trans>An earlier text was written again</Trans>
        ) : (
          <Plural value={session.updates} one="# change" other="# changes" />
        )}
      </span>
    </>
  )
}

function OldText({ name, session, mayRestore, lang, onClose }: Omit<Props, 'onClose'> & { session: WritingSession; onClose: () => void }) {
  const clock = useClock()
  const { t } = useLingui()
  const cache = useQueryClient()
  const { data, isPending, error } = useQuery(textAt(name, session.id))
  const at = new Date(session.to)
  const when = `${dayOf(clock, at)}, ${timeRange(clock, at, at).split('–')[0] ?? ''}`
  const restore = useMutation({
    mutationFn: () => restoreText(name, session.id),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: keys.writingSessions(name.kind, name.id) })
      toasts.show(t`The text of ${when} is written again. What was there stays in the history.`)
      onClose()
    },
  })
  return (
    <Dialog
      wide
      title={<Trans>The text on {when}</Trans>}
      onClose={onClose}
      actions={
        <Actions>
          {mayRestore && (
            <Button busy={restore.isPending} onClick={() => restore.mutate()}>
              <Trans>Write this text again</Trans>
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </Actions>
      }
    >
      {isPending && <Skeleton lines={6} />}
      {(error ?? restore.error) && <p role="alert">{(error ?? restore.error)?.message}</p>}
      {data && <ReadOnlyText html={data.html} lang={lang} />}
    </Dialog>
  )
}
