import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { editComment, type Thread, type ThreadComment } from '../../../api/threads'
import { useClock } from '../../../i18n/clock'
import { fullDayOf, momentOf, timeOf, zoneLabel } from '../../../i18n/time'
import { Avatar } from '../../../ui/avatar'
import { IconButton } from '../../../ui/button'
import { useDraft } from './drafts'
import { Say } from './say'
import css from './threads.module.css'
import type { Desk } from './use-desk'

/** One thing somebody said; its author can say it better. */
export function OneComment({ desk, thread, of: comment }: { desk: Desk; thread: Thread; of: ThreadComment }) {
  const { t } = useLingui()
  const [editing, setEditing] = useState(false)
  const pencil = useRef<HTMLButtonElement>(null)
  const close = () => {
    setEditing(false)
    requestAnimationFrame(() => pencil.current?.focus())
  }
  return (
    <li className={css.comment}>
      <p className={css.by}>
        <Avatar {...comment.by} size="small" />
        <b>
          <bdi>{comment.by.name}</bdi>
        </b>
        <When of={comment} />
        {comment.can.includes('edit') && !editing && (
          <IconButton ref={pencil} size="small" icon="pencil" label={t`Edit your comment`} onClick={() => setEditing(true)} />
        )}
      </p>
      {editing ? (
        <Reword desk={desk} thread={thread} of={comment} close={close} />
      ) : (
        <p dir="auto" className={css.words}>
          {comment.text}
        </p>
      )}
    </li>
  )
}

function When({ of: { at, edited } }: { of: ThreadComment }) {
  const clock = useClock()
  const moment = new Date(at)
  return (
    <span className={css.when}>
      <time dateTime={at} title={`${fullDayOf(clock, moment)}, ${timeOf(clock, moment)}, ${zoneLabel(clock.zone, moment)}`}>
        {momentOf(clock, moment)}
      </time>
      {edited !== undefined && (
        <>
          {' '}
          <Trans>edited</Trans>
        </>
      )}
    </span>
  )
}

function Reword({ desk, thread, of: comment, close }: { desk: Desk; thread: Thread; of: ThreadComment; close: () => void }) {
  const { t } = useLingui()
  const [words, setWords] = useDraft(`${desk.me} ${comment.id}`, comment.text)
  const save = useMutation({
    mutationFn: () => editComment(thread.id, comment.id, words.trim()),
    onSuccess: (now) => {
      setWords(comment.text) // nothing is left unsent
      desk.put(now)
      close()
    },
  })
  return (
    <Say
      label={t`Your comment`}
      act={<Trans>Save</Trans>}
      words={words}
      onWords={setWords}
      busy={save.isPending}
      refused={save.error?.message}
      onSend={() => save.mutate()}
      onCancel={close}
    />
  )
}
