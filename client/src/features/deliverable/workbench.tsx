import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { keepPicture } from '../../api/files'
import type { TextName } from '../../api/documents'
import { goTo } from '../../editor/outline'
import { putPictures, type PasteHost } from '../../editor/paste/pasteExtension'
import { PictureDialog } from '../../editor/pictureDialog'
import { TextEditor } from '../../editor/textEditor'
import { Toolbar } from '../../editor/toolbar'
import { useOutline } from '../../editor/useOutline'
import { useTextEditor, type SharedText } from '../../editor/useTextEditor'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { toasts } from '../../ui/toast-store'
import css from './deliverable.module.css'
import { History } from './history'

interface Props {
  name: TextName
  shared: SharedText
  editable: boolean
  mayRestore: boolean
  lang?: string | undefined
  label: string
  placeholder: string
}

type Side = 'outline' | 'text' | 'history'

/** Outline, words, and what stands beside them. On a phone one of the three at a time. */
export function Workbench({ name, shared, editable, mayRestore, lang, label, placeholder }: Props) {
  const { t } = useLingui()
  const [side, setSide] = useState<Side>('text')
  const [undescribed, setUndescribed] = useState<string[]>([])
  const host = usePasteHost(name, setUndescribed)
  const editor = useTextEditor({ text: shared, editable, label, placeholder, host })
  const outline = useOutline(editor)
  if (!editor) return null
  return (
    <>
      {editable && (
        <Toolbar editor={editor} onPictures={(pictures) => void putPictures(editor.view, host, pictures)}>
          <Button kind="quiet" size="small" icon="history" aria-pressed={side === 'history'} onClick={() => setSide(side === 'history' ? 'text' : 'history')}>
            <Trans>History</Trans>
          </Button>
        </Toolbar>
      )}
      <div className={css.bench} data-side={side}>
        <nav className={css.outline} aria-label={t`Outline`}>
          {outline.entries.length === 0 ? (
            <p className="muted">
              <Trans>Headings appear here.</Trans>
            </p>
          ) : (
            <ol>
              {outline.entries.map((entry) => (
                <li key={`${entry.number} ${entry.position}`} className={entry.number.includes('.') ? css.sub : undefined}>
                  <button
                    type="button"
                    onClick={() => {
                      setSide('text')
                      requestAnimationFrame(() => goTo(editor, entry.position))
                    }}
                  >
                    <span className="num">{entry.number}</span>
                    <span dir="auto">{entry.words === '' ? t`Untitled` : entry.words}</span>
                  </button>
                </li>
              ))}
            </ol>
          )}
          <p className="meta">
            <Trans>
              {outline.words} words, {outline.minutes} min to read
            </Trans>
          </p>
        </nav>
        <article className={css.paper}>
          <TextEditor editor={editor} lang={lang} />
        </article>
        {side === 'history' && (
          <aside className={css.side} aria-label={t`History`}>
            <History name={name} mayRestore={mayRestore} lang={lang} onClose={() => setSide('text')} />
          </aside>
        )}
      </div>
      <div className={css.parts} role="group" aria-label={t`Parts of the page`}>
        {(['outline', 'text', 'history'] as const).map((part) => (
          <button key={part} type="button" aria-pressed={side === part} onClick={() => setSide(part)} className={classes(side === part && css.here)}>
            <Icon name={PART_ICONS[part]} big />
            {{ outline: t`Outline`, text: t`Text`, history: t`History` }[part]}
          </button>
        ))}
      </div>
      {undescribed.length > 0 && <PictureDialog editor={editor} srcs={undescribed} onClose={() => setUndescribed([])} />}
    </>
  )
}

const PART_ICONS = { outline: 'list', text: 'doc', history: 'history' } as const

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
