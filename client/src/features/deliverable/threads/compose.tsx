import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { openThread, type ThreadKind } from '../../../api/threads'
import { passageBeside, showBlock, type Passage } from '../../../editor/passages'
import type { Bench } from '../../../text/panel'
import { IconButton } from '../../../ui/button'
import { Segmented } from '../../../ui/tabs'
import { useDraft } from './drafts'
import { Say } from './say'
import css from './threads.module.css'
import type { Desk } from './use-desk'

interface Props {
  desk: Desk
  bench: Bench
  about: Passage | null
  /** Gives the focus back to where one came from. */
  back: () => void
}

/** Begins a thread: about which passage, of what sort, and the first words. */
export function Compose({ desk, bench, about, back }: Props) {
  const { t } = useLingui()
  const [words, setWords] = useDraft(`${desk.me} ${desk.deliverable} new`)
  const [kind, setKind] = useState<ThreadKind>('general')
  const open = useMutation({
    mutationFn: () => openThread(desk.deliverable, { kind, text: words.trim(), ...(about && { anchor: about }) }),
    onSuccess: (thread) => {
      setWords('')
      desk.put(thread)
      desk.stopAsking()
      back()
    },
  })
  return (
    <section className={css.compose} aria-label={t`New comment`}>
      <About desk={desk} bench={bench} about={about} />
      <Say
        label={t`Your comment`}
        act={<Trans>Comment</Trans>}
        words={words}
        onWords={setWords}
        busy={open.isPending}
        refused={open.error?.message}
        onSend={() => open.mutate()}
        onCancel={() => {
          desk.stopAsking()
          back()
        }}
      >
        <Segmented
          label={t`Sort of comment`}
          of={[
            { key: 'general', label: <Trans>General</Trans> },
            { key: 'technical', label: <Trans>Technical</Trans> },
            { key: 'editorial', label: <Trans>Editorial</Trans> },
          ]}
          chosen={kind}
          choose={setKind}
        />
      </Say>
    </section>
  )
}

/** The words it will be about; who has no caret steps through the text here. */
function About({ desk, bench, about }: Omit<Props, 'back'>) {
  const { t } = useLingui()
  const step = (by: 1 | -1) => {
    const next = passageBeside(bench.editor, about?.block, by)
    if (!next) return
    desk.aim(next)
    showBlock(bench.editor, next.block)
  }
  return (
    <div className={css.about}>
      <p aria-live="polite" dir="auto" className={css.quote}>
        {about === null ? <Trans>About the whole text</Trans> : about.quote === '' ? <Trans>About a passage without words</Trans> : `“${about.quote}”`}
      </p>
      <span className={css.steps}>
        <IconButton size="small" icon="up" label={t`The passage before`} onClick={() => step(-1)} />
        <IconButton size="small" icon="down" label={t`The passage after`} onClick={() => step(1)} />
      </span>
    </div>
  )
}
