import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { replyInThread, type Thread } from '../../../api/threads'
import { goToBlock } from '../../../editor/outline'
import { useClock } from '../../../i18n/clock'
import { momentOf } from '../../../i18n/time'
import type { Bench } from '../../../text/panel'
import { Button, IconButton } from '../../../ui/button'
import { classes } from '../../../ui/classes'
import { Chip, Sample, State } from '../../../ui/state'
import { toasts } from '../../../ui/toast-store'
import { OneComment } from './comment'
import { hasDraft, useDraft } from './drafts'
import { isSettled, type Shown } from './order'
import { Say } from './say'
import { outcomes, Reopen, Settle } from './settle'
import { useHere } from './sight'
import css from './threads.module.css'
import type { Desk } from './use-desk'

interface Props {
  desk: Desk
  bench: Bench
  shown: Shown
  leave: () => void
}

/** A thread: the words it is about, what was said, how it was settled, and what one can do. */
export function ThreadCard({ desk, bench, shown: { thread, gone }, leave }: Props) {
  const { t } = useLingui()
  const card = useRef<HTMLLIElement>(null)
  const chosen = desk.chosen?.id === thread.id ? desk.chosen : null
  useEffect(() => {
    if (!chosen) return
    card.current?.focus({ preventScroll: true })
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const { block } = thread.anchor
  const looked = useHere(desk.sight)
  const here = block !== undefined && block === looked && desk.asking === null
  return (
    <li
      ref={card}
      tabIndex={-1}
      className={classes(css.card, here && css.here)}
      aria-label={t`Thread: ${thread.title}`}
      aria-current={here || undefined}
      onFocus={() => desk.sight.look(block ?? null)}
    >
      <Facts thread={thread} gone={gone} />
      <Quote thread={thread} gone={gone} bench={bench} />
      <ul className={css.comments}>
        {thread.comments.map((comment) => (
          <OneComment key={comment.id} desk={desk} thread={thread} of={comment} />
        ))}
      </ul>
      <Settled thread={thread} />
      <Acts desk={desk} thread={thread} leave={leave} />
    </li>
  )
}

function Facts({ thread, gone }: { thread: Thread; gone: boolean }) {
  if (thread.kind === 'general' && !gone && thread.state !== 'reopened' && thread.sample !== true) return null
  return (
    <p className={css.facts}>
      {thread.kind === 'technical' && (
        <Chip icon="gear">
          <Trans>Technical</Trans>
        </Chip>
      )}
      {thread.kind === 'editorial' && (
        <Chip icon="pencil">
          <Trans>Editorial</Trans>
        </Chip>
      )}
      {thread.state === 'reopened' && (
        <Chip icon="history" tone="warn">
          <Trans>Reopened</Trans>
        </Chip>
      )}
      {gone && (
        <Chip icon="alert" tone="warn">
          <Trans>Its passage is gone</Trans>
        </Chip>
      )}
      <Sample of={thread} />
    </p>
  )
}

/** The words it is about; they lead to their place while there is one. */
function Quote({ thread: { anchor }, gone, bench }: { thread: Thread; gone: boolean; bench: Bench }) {
  const { t } = useLingui()
  const { block, quote } = anchor
  if (block === undefined) {
    return (
      <p className={css.quote}>
        <Trans>About the whole text</Trans>
      </p>
    )
  }
  const words = quote === undefined ? t`About a passage without words` : `“${quote}”`
  if (gone) {
    return (
      <blockquote dir="auto" className={classes(css.quote, css.gone)}>
        {words}
      </blockquote>
    )
  }
  const go = () => {
    // On a phone the text takes the place of the panel first.
    if (bench.editor.view.dom.offsetParent === null) bench.close()
    requestAnimationFrame(() => goToBlock(bench.editor, block))
  }
  return (
    <button type="button" dir="auto" className={css.quote} title={t`Go to the passage`} onClick={go}>
      {words}
    </button>
  )
}

/** Every time it was settled, and reopened since. */
function Settled({ thread }: { thread: Thread }) {
  const { i18n } = useLingui()
  const clock = useClock()
  return thread.settlements.map((one) => {
    const when = momentOf(clock, new Date(one.at))
    return (
      <div key={one.at} className={css.settled}>
        <p>
          <State icon={one.outcome === 'accepted' ? 'check' : one.outcome === 'not_accepted' ? 'x' : 'flag'} tone={one.reopened_at === undefined ? 'ok' : 'off'}>
            {i18n._(outcomes[one.outcome])}
          </State>{' '}
          <span className="meta">
            <bdi>{one.by.name}</bdi>, <time dateTime={one.at}>{when}</time>
          </span>
        </p>
        {one.reason !== undefined && <p dir="auto">{one.reason}</p>}
        {one.reopened_by && one.reopened_at !== undefined && (
          <>
            <p className="meta">
              <Trans>
                Reopened by <bdi>{one.reopened_by.name}</bdi>, <time dateTime={one.reopened_at}>{momentOf(clock, new Date(one.reopened_at))}</time>
              </Trans>
            </p>
            <p dir="auto">{one.reopened_reason}</p>
          </>
        )}
      </div>
    )
  })
}

function Acts({ desk, thread, leave }: Omit<Props, 'bench' | 'shown'> & { thread: Thread }) {
  const { t } = useLingui()
  const draft = `${desk.me} ${thread.id}`
  const [replying, setReplying] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const close = () => {
    setReplying(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  if (replying) return <Reply desk={desk} thread={thread} draft={draft} close={close} />
  const link = async () => {
    await navigator.clipboard.writeText(`${location.origin}/deliverables/${desk.deliverable}?thread=${thread.id}`)
    toasts.show(t`The link is copied.`)
  }
  return (
    <div className={css.acts}>
      {thread.can.includes('reply') && (
        <Button ref={opener} size="small" onClick={() => setReplying(true)}>
          {hasDraft(draft) ? <Trans>Go on with your reply</Trans> : <Trans>Reply</Trans>}
        </Button>
      )}
      {isSettled(thread) ? <Reopen desk={desk} thread={thread} leave={leave} /> : <Settle desk={desk} thread={thread} leave={leave} />}
      <IconButton size="small" icon="link" label={t`Copy the link to this thread`} onClick={() => void link()} className={css.end} />
    </div>
  )
}

function Reply({ desk, thread, draft, close }: { desk: Desk; thread: Thread; draft: string; close: () => void }) {
  const { t } = useLingui()
  const [words, setWords] = useDraft(draft)
  const reply = useMutation({
    mutationFn: () => replyInThread(thread.id, words.trim()),
    onSuccess: (now) => {
      setWords('')
      desk.put(now)
      close()
    },
  })
  return (
    <Say
      label={t`Your reply`}
      act={<Trans>Reply</Trans>}
      words={words}
      onWords={setWords}
      busy={reply.isPending}
      refused={reply.error?.message}
      onSend={() => reply.mutate()}
      onCancel={close}
    />
  )
}
