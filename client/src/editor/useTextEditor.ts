import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Placeholder } from '@tiptap/extensions'
import type { Editor, Extensions } from '@tiptap/react'
import { useEffect } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { content } from './extensions'
import { Paste, type PasteHost } from './paste/pasteExtension'
import { RecordKeys } from './records'
import { usePossibleEditor } from './usePossibleEditor'

/** What an editor writes into, and who writes. */
export interface SharedText {
  doc: Y.Doc
  awareness: Awareness
  person: { name: string; color: string }
}

interface Wish {
  text: SharedText
  editable: boolean
  /** The name of the text for a screen reader. */
  label: string
  placeholder: string
  host: PasteHost
  /** Whether decisions and actions are written into it. */
  records: boolean
  /** What the page adds; the same for as long as the text is open. */
  more: Extensions
}

/**
 * The editor of one shared text. It is made once for a text: the page shows it
 * only when the text has arrived, since an editor on an empty document would
 * write an empty paragraph into it.
 */
export function useTextEditor({ text, editable, label, placeholder, host, records, more }: Wish): Editor | null {
  const editor = usePossibleEditor(
    {
      editable,
      injectCSS: false, // the policy of our pages allows files only
      extensions: [
        ...content,
        Collaboration.configure({ document: text.doc, field: 'default' }),
        CollaborationCaret.configure({ provider: { awareness: text.awareness }, user: text.person, render: caret }),
        Placeholder.configure({ placeholder, showOnlyWhenEditable: true }),
        Paste.configure({ host }),
        ...more,
        ...(records ? [RecordKeys] : []),
      ],
      editorProps: { attributes: { 'aria-label': label, 'aria-multiline': 'true', role: 'textbox', dir: 'auto' } },
      shouldRerenderOnTransaction: false,
    },
    [text.doc],
  )
  useEffect(() => {
    editor?.setEditable(editable, false)
  }, [editor, editable])
  return editor
}

/** Somebody's caret, with their name. The name and colour come from the server. */
function caret(user: Record<string, unknown>): HTMLElement {
  const mark = document.createElement('span')
  mark.className = 'caret'
  const color = typeof user['color'] === 'string' && /^#[0-9a-f]{6}$/i.test(user['color']) ? user['color'] : ''
  mark.style.setProperty('--caret', color)
  const name = document.createElement('span')
  name.textContent = typeof user['name'] === 'string' ? user['name'] : ''
  mark.append(name)
  return mark
}
