import { useLingui } from '@lingui/react/macro'
import { useEditorState, type Editor } from '@tiptap/react'
import { useEffect, useRef, useState, type KeyboardEvent as ReactKeyboardEvent, type ReactNode } from 'react'
import { Button, IconButton } from '../ui/button'
import { Icon } from '../ui/icon'
import type { IconName } from '../ui/icons'
import { Menu, MenuItem } from '../ui/menu'
import { FootnoteDialog } from './footnoteDialog'
import { LinkDialog } from './linkDialog'
import { selectFootnote } from './nodes/footnote'
import { makeRecord, type RecordKind } from './records'
import css from './toolbar.module.css'

interface Props {
  editor: Editor
  /** Opens the file chooser's choice; the page keeps the pictures. */
  onPictures: (pictures: File[]) => void
  /** Whether decisions and actions are written into the text. */
  records?: boolean
  /** What the page adds at the end: comment, history. */
  children?: ReactNode
}

/** What can be done to the text. One stop for Tab, arrows inside (WAI-ARIA toolbar). */
export function Toolbar({ editor, onPictures, records = false, children }: Props) {
  const { t } = useLingui()
  const [asking, ask] = useState<'link' | 'footnote' | null>(null)
  useAskingKeys(editor, ask)
  const bar = useRef<HTMLDivElement>(null)
  const pictures = useRef<HTMLInputElement>(null)
  const now = useEditorState({ editor, selector: ({ editor: e }) => stateOf(e) })
  const run = () => editor.chain().focus()

  const toggle = (icon: IconName, label: string, on: boolean, act: () => void, disabled = false) => (
    <IconButton icon={icon} label={label} aria-pressed={on} disabled={disabled} onClick={act} className={on ? css.on : undefined} />
  )
  return (
    <>
      <div ref={bar} className={css.bar} role="toolbar" aria-label={t`Text`} onKeyDown={(event) => move(bar.current, event)}>
        <div className={css.set}>
          <Menu
            align="start"
            label={t`Kind of paragraph`}
            trigger={(props) => (
              <Button {...props} kind="quiet" size="small" className={css.kind}>
                {now.level === 0 ? t`Text` : t`Heading ${now.level}`}
                <Icon name="down" />
              </Button>
            )}
          >
            <MenuItem chosen={now.level === 0} onSelect={() => run().setParagraph().run()}>
              {t`Text`}
            </MenuItem>
            {LEVELS.map((level) => (
              <MenuItem key={level} chosen={now.level === level} onSelect={() => run().setHeading({ level }).run()}>
                {t`Heading ${level}`}
              </MenuItem>
            ))}
            <MenuItem chosen={now.quote} onSelect={() => run().toggleBlockquote().run()}>
              {t`Quotation`}
            </MenuItem>
          </Menu>
        </div>
        <div className={css.set}>
          {toggle('bold', t`Bold`, now.bold, () => run().toggleBold().run())}
          {toggle('italic', t`Italic`, now.italic, () => run().toggleItalic().run())}
          {toggle('link', t`Link`, now.link, () => ask('link'))}
        </div>
        <div className={css.set}>
          {toggle('list', t`Bulleted list`, now.bullets, () => run().toggleBulletList().run())}
          {toggle('numbers', t`Numbered list`, now.numbers, () => run().toggleOrderedList().run())}
          {toggle('note', t`Footnote`, now.footnote, () => ask('footnote'))}
        </div>
        {records && (
          <div className={css.set}>
            <RecordButton editor={editor} kind="decision" label={t`Decision`} on={now.decision} />
            <RecordButton editor={editor} kind="action" label={t`Action`} on={now.action} />
          </div>
        )}
        <div className={css.set}>
          <TableMenu editor={editor} inside={now.table} />
          {toggle('camera', t`Picture`, false, () => pictures.current?.click())}
        </div>
        <div className={css.set}>
          {toggle('undo', t`Undo`, false, () => run().undo().run(), !now.canUndo)}
          {toggle('redo', t`Redo`, false, () => run().redo().run(), !now.canRedo)}
        </div>
        {children !== undefined && <div className={css.end}>{children}</div>}
      </div>
      <input
        ref={pictures}
        type="file"
        accept="image/png,image/jpeg,image/gif,image/webp"
        multiple
        hidden
        onChange={(event) => {
          onPictures([...(event.target.files ?? [])])
          event.target.value = '' // the same picture can be chosen again
        }}
      />
      {asking === 'link' && <LinkDialog editor={editor} onClose={() => ask(null)} />}
      {asking === 'footnote' && <FootnoteDialog editor={editor} onClose={() => ask(null)} />}
    </>
  )
}

/** Ctrl or ⌘ with K, and with Alt and F: what the buttons of the link and of the footnote ask. A click on a footnote asks for its words. */
function useAskingKeys(editor: Editor, ask: (what: 'link' | 'footnote') => void): void {
  useEffect(() => {
    const { dom } = editor.view
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey) return
      const what = event.code === 'KeyK' && !event.altKey ? 'link' : event.code === 'KeyF' && event.altKey ? 'footnote' : null
      if (what === null) return
      event.preventDefault()
      ask(what)
    }
    const onClick = (event: MouseEvent) => selectFootnote(editor, event.target) && ask('footnote')
    dom.addEventListener('keydown', onKey)
    dom.addEventListener('click', onClick)
    return () => {
      dom.removeEventListener('keydown', onKey)
      dom.removeEventListener('click', onClick)
    }
  }, [editor, ask])
}

const LEVELS = [1, 2, 3, 4] as const

function stateOf(e: Editor) {
  const level: unknown = e.isActive('heading') ? e.getAttributes('heading')['level'] : 0
  return {
    level: typeof level === 'number' ? level : 0,
    quote: e.isActive('blockquote'),
    bold: e.isActive('bold'),
    italic: e.isActive('italic'),
    link: e.isActive('link'),
    bullets: e.isActive('bulletList'),
    numbers: e.isActive('orderedList'),
    footnote: e.isActive('footnote'),
    table: e.isActive('table'),
    decision: e.isActive('decision'),
    action: e.isActive('action'),
    canUndo: e.can().undo(),
    canRedo: e.can().redo(),
  }
}

function RecordButton({ editor, kind, label, on }: { editor: Editor; kind: RecordKind; label: string; on: boolean }) {
  return (
    <Button kind="quiet" size="small" icon={kind} aria-pressed={on} className={on ? css.on : undefined} onClick={() => makeRecord(editor, kind)}>
      {label}
    </Button>
  )
}

function TableMenu({ editor, inside }: { editor: Editor; inside: boolean }) {
  const { t } = useLingui()
  const run = () => editor.chain().focus()
  const acts: [string, () => void][] = inside
    ? [
        [t`Add a row below`, () => run().addRowAfter().run()],
        [t`Add a column after`, () => run().addColumnAfter().run()],
        [t`Merge or split cells`, () => run().mergeOrSplit().run()],
        [t`First row is a heading`, () => run().toggleHeaderRow().run()],
        [t`Delete the row`, () => run().deleteRow().run()],
        [t`Delete the column`, () => run().deleteColumn().run()],
        [t`Delete the table`, () => run().deleteTable().run()],
      ]
    : [[t`Insert a table, 3 by 3`, () => run().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run()]]
  return (
    <Menu align="start" label={t`Table`} trigger={(props) => <IconButton {...props} icon="table" label={t`Table`} className={inside ? css.on : undefined} />}>
      {acts.map(([words, act]) => (
        <MenuItem key={words} onSelect={act}>
          {words}
        </MenuItem>
      ))}
    </Menu>
  )
}

/** Arrows go from button to button, in the direction of reading; Home and End to the ends. */
function move(bar: HTMLElement | null, event: ReactKeyboardEvent): void {
  if (!bar || (event.target instanceof Element && event.target.closest('[role="menu"]'))) return
  const buttons = [...bar.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')].filter((b) => b.offsetParent !== null)
  const at = buttons.findIndex((b) => b === document.activeElement)
  const forward = getComputedStyle(bar).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
  const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight'
  const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (to === undefined || buttons.length === 0) return
  event.preventDefault()
  buttons[(to + buttons.length) % buttons.length]?.focus()
}
