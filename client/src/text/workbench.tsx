import { Trans, useLingui } from '@lingui/react/macro'
import { useEditorState, type Editor } from '@tiptap/react'
import { Fragment, useMemo, useState, type ReactNode } from 'react'
import type { TextName } from '../api/documents'
import { keepPicture } from '../api/files'
import { goTo } from '../editor/outline'
import { putPictures, type PasteHost } from '../editor/paste/pasteExtension'
import { PictureDialog } from '../editor/pictureDialog'
import { Records, type RecordsHost } from '../editor/records'
import { TextEditor } from '../editor/textEditor'
import { Toolbar } from '../editor/toolbar'
import { useBlockOfAddress } from '../editor/useBlockOfAddress'
import { useTextEditor, type SharedText } from '../editor/useTextEditor'
import { useTyping } from '../editor/useTyping'
import { Button } from '../ui/button'
import { classes } from '../ui/classes'
import { Icon } from '../ui/icon'
import type { IconName } from '../ui/icons'
import { toasts } from '../ui/toast-store'
import { Outline } from './outline'
import type { Bench, Panel } from './panel'
import css from './text.module.css'

interface Props {
  name: TextName
  shared: SharedText
  editable: boolean
  /** What can stand beside the text, in the order of their buttons. */
  panels: readonly Panel[]
  /** The panel that is open at first, where there is room for it. */
  opening?: string | undefined
  /** What decisions and actions in the text need to know; without it there are none. */
  records?: RecordsHost | undefined
  /** Whether it is saved, where the head of the page no longer says so. */
  saved: ReactNode
  lang?: string | undefined
  label: string
  placeholder: string
}

/** Outline, words, and what stands beside them. On a phone one of them at a time. */
export function Workbench({ name, shared, editable, panels, opening, records, saved, lang, label, placeholder }: Props) {
  const { t } = useLingui()
  const [side, setSide] = useState(() => (opening !== undefined && matchMedia(roomy).matches ? opening : 'text'))
  const [undescribed, setUndescribed] = useState<string[]>([])
  const host = usePasteHost(name, setUndescribed)
  const editor = useTextEditor({ text: shared, editable, label, placeholder, host, records: records !== undefined, more: panels.flatMap((panel) => panel.extensions ?? []) })
  useBlockOfAddress(editor)
  useTyping(editor, records)
  if (!editor) return null
  const beside = panels.find((panel) => panel.key === side)
  const close = () => setSide('text')
  const bench = (panel: Panel): Bench => ({ editor, editable, open: () => setSide(panel.key), close })
  const openers = panels.map((panel) => (
    <Fragment key={panel.key}>
      {panel.tool?.(bench(panel))}
      <Button
        kind="quiet"
        size="small"
        icon={panel.icon}
        aria-pressed={panel === beside}
        onClick={() => setSide(panel === beside ? 'text' : panel.key)}
      >
        {panel.label}
        <Count of={panel.count} />
      </Button>
    </Fragment>
  ))
  const parts: { key: string; label: string; short?: string | undefined; icon: IconName; count?: number | undefined }[] = [
    { key: 'outline', label: t`Outline`, icon: 'list' },
    { key: 'text', label: t`Text`, icon: 'doc' },
    ...panels,
  ]
  return (
    <>
      {editable ? (
        <Toolbar editor={editor} records={records !== undefined} onPictures={(pictures) => void putPictures(editor.view, host, pictures)}>
          {saved !== null && <span className={css.pinned}>{saved}</span>}
          {openers}
        </Toolbar>
      ) : (
        <div className={css.openers}>{openers}</div>
      )}
      {saved !== null && <div className={css.strip}>{saved}</div>}
      <div className={css.bench} data-side={side} data-beside={beside ? '' : undefined}>
        <Outline
          editor={editor}
          onGo={(position) => {
            close()
            requestAnimationFrame(() => goTo(editor, position))
          }}
        />
        <article className={css.paper}>
          {!editable && <NothingYet editor={editor} />}
          <Records value={records ? { ...records, editable } : null}>
            <TextEditor editor={editor} lang={lang} />
          </Records>
        </article>
        {beside && (
          <aside className={css.side} aria-label={beside.label}>
            {beside.body(bench(beside))}
          </aside>
        )}
      </div>
      <div className={css.parts} role="group" aria-label={t`Parts of the page`}>
        {parts.map((part) => (
          <button key={part.key} type="button" aria-pressed={side === part.key} onClick={() => setSide(part.key)} className={classes(side === part.key && css.here)}>
            <Icon name={part.icon} big />
            <span>
              {part.short ?? part.label}
              {'\u00a0' /* the number stays beside its word */}
              <Count of={part.count} />
            </span>
          </button>
        ))}
      </div>
      {panels.map((panel) => panel.keeper && <Fragment key={panel.key}>{panel.keeper(bench(panel))}</Fragment>)}
      {undescribed.length > 0 && <PictureDialog editor={editor} srcs={undescribed} onClose={() => setUndescribed([])} />}
    </>
  )
}

function Count({ of: count = 0 }: { of: number | undefined }) {
  return count > 0 && <span className={classes('num', css.count)}>{count}</span>
}

/** Says to who cannot write that there is nothing to read. Who can write sees the placeholder. */
function NothingYet({ editor }: { editor: Editor }) {
  const { empty } = useEditorState({ editor, selector: ({ editor: e }) => ({ empty: e.isEmpty }) })
  if (!empty) return null
  return (
    <p className="muted">
      <Trans>Nothing is written yet.</Trans>
    </p>
  )
}

/** Where a panel fits beside the outline and the words. */
const roomy = '(min-width: 1280px)'

/** What the page does around a paste: pictures go to the server, and what could not come along is said. */
function usePasteHost(name: TextName, placed: (srcs: string[]) => void): PasteHost {
  const { t } = useLingui()
  return useMemo(
    () => ({
      keep: (picture, called) => keepPicture(name, picture, called),
      failed: (reason) => toasts.show(reason instanceof Error ? reason.message : t`The picture could not be kept.`),
      leftBehind: () => toasts.show(t`Pictures from the web did not come along. Save them on your computer first, then add them with Picture.`),
      placed,
    }),
    [name, placed, t],
  )
}
