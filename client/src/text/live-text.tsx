import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState, type ReactNode } from 'react'
import { text as textQuery, type TextName } from '../api/documents'
import type { RecordsHost } from '../editor/records'
import { SCHEMA_VERSION } from '../editor/schema'
import { ReadOnlyText } from '../editor/textEditor'
import { useClock } from '../i18n/clock'
import { timeOf } from '../i18n/time'
import { useLiveDocument } from '../realtime/useLiveDocument'
import type { LiveState } from '../realtime/state'
import { personColour } from '../ui/avatar'
import { Skeleton } from '../ui/empty'
import { SaveState, type SaveStatus } from '../ui/save-state'
import { History } from './history'
import { Kept } from './kept'
import type { Panel } from './panel'
import { Presence } from './presence'
import type { TextRight } from './right'
import { useRefusalWords } from './refusals'
import css from './text.module.css'
import { Workbench } from './workbench'

interface Props {
  name: TextName
  right: TextRight
  mayRestore: boolean
  person: { id: string; name: string }
  lang?: string | undefined
  heading: ReactNode
  /** What else can stand beside the words; the history always can. */
  panels?: readonly Panel[]
  /** The panel that is open at first, where there is room for it. */
  opening?: string | undefined
  /** What decisions and actions in the text need to know; without it there are none. */
  records?: RecordsHost | undefined
  label: string
  placeholder: string
}

/** Colours of carets, in the order of the avatars (tokens.css --p1 to --p8). */
const CARETS = ['#0b5c96', '#7a3e9d', '#a33b20', '#1b6b3a', '#8a5300', '#9c2463', '#3d52a0', '#0f6a73']

/** A text written together: who is here, whether it is saved, the words, and what stands beside them. */
export function LiveText({ name, right, mayRestore, person, lang, heading, panels = [], opening, records, label, placeholder }: Props) {
  const { t } = useLingui()
  const { live, state, restart } = useLiveDocument(`${name.kind}/${name.id}`, person.id, SCHEMA_VERSION)
  const [color] = useState(() => CARETS[personColour(person.id) - 1] ?? '#0b5c96')
  const status = useSaveStatus(state, right)
  const editable = state.scope === 'write' && right === 'edit'
  const [away, watch] = useAway()
  const history: Panel = {
    key: 'history',
    label: t`History`,
    icon: 'history',
    body: ({ close }) => <History name={name} mayRestore={mayRestore} lang={lang} onClose={close} />,
  }
  return (
    <>
      <div ref={watch} className={css.title}>
        {heading}
        <div className={css.end}>
          <Presence of={state.present} me={person.id} />
          {status && <SaveState status={status} />}
        </div>
      </div>
      <Kept state={state} live={live} restart={restart} />
      {live && state.ready ? (
        <Workbench
          name={name}
          shared={{ doc: live.doc, awareness: live.awareness, person: { name: person.name, color } }}
          editable={editable}
          panels={[...panels, history]}
          opening={opening}
          records={records}
          saved={away && status ? <SaveState status={status} again /> : null}
          lang={lang}
          label={label}
          placeholder={placeholder}
        />
      ) : (
        <FirstSight name={name} lang={lang} />
      )}
    </>
  )
}

/** Whether an element has been scrolled out of sight, below the bar of the page. */
function useAway(): [boolean, (element: HTMLElement | null) => (() => void) | undefined] {
  const [away, setAway] = useState(false)
  const watch = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new IntersectionObserver(([entry]) => setAway(entry ? !entry.isIntersecting : false), { rootMargin: '-64px 0px 0px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [away, watch]
}

/** The words as the database has them, while the editor and the line are on their way. */
function FirstSight({ name, lang }: { name: TextName; lang?: string | undefined }) {
  const { data, isPending } = useQuery(textQuery(name))
  return (
    <article className={css.alone}>
      {data ? <ReadOnlyText html={data.html} lang={lang} busy /> : isPending ? <Skeleton lines={8} /> : null}
      {data?.html === '' && (
        <p className="muted">
          <Trans>Nothing is written yet.</Trans>
        </p>
      )}
    </article>
  )
}

/** The truth about what was typed, in the words of the page. Who cannot write is told so instead. */
function useSaveStatus({ save, scope }: LiveState, right: TextRight): SaveStatus | null {
  const clock = useClock()
  const { t } = useLingui()
  const words = useRefusalWords()
  switch (save.state) {
    case 'opening':
      return null
    case 'saved':
      return scope === 'write' && right === 'edit' ? { state: 'saved', at: timeOf(clock, new Date(save.at)) } : null
    case 'sending':
      return { state: 'sending', changes: save.changes }
    case 'kept':
      return { state: 'kept', changes: save.changes }
    case 'refused':
      return { state: 'lost', reason: t`Not saved` }
    case 'closed':
      return { state: 'lost', reason: words(save.refusal).title }
  }
}
