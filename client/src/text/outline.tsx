import { Trans, useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/core'
import { useOutline } from '../editor/useOutline'
import css from './text.module.css'

/** The headings of a text as they are written, and how long it is. */
export function Outline({ editor, onGo }: { editor: Editor; onGo: (position: number) => void }) {
  const { t } = useLingui()
  const outline = useOutline(editor)
  return (
    <nav className={css.outline} aria-label={t`Outline`}>
      {outline.entries.length === 0 ? (
        <p className="muted">
          <Trans>Headings appear here.</Trans>
        </p>
      ) : (
        <ol>
          {outline.entries.map((entry) => (
            <li key={`${entry.number} ${entry.position}`} className={entry.number.includes('.') ? css.sub : undefined}>
              <button type="button" onClick={() => onGo(entry.position)}>
                <span className="num">{entry.number}</span>
                <span dir="auto">{entry.words === '' ? t`Untitled` : entry.words}</span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {outline.words > 0 && (
        <p className="meta">
          <Trans>
            {outline.words} words, {outline.minutes} min to read
          </Trans>
        </p>
      )}
    </nav>
  )
}
