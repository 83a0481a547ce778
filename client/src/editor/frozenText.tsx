import type { Content } from '@tiptap/react'
import { content as extensions } from './extensions'
import { Records, type RecordsHost } from './records'
import { TextEditor } from './textEditor'
import { useBlockOfAddress } from './useBlockOfAddress'
import { usePossibleEditor } from './usePossibleEditor'

/** A text that never changes, looking as it did when it was written. */
export function FrozenText({ content, label, lang, records }: { content: Content; label: string; lang?: string | undefined; records: RecordsHost }) {
  const editor = usePossibleEditor(
    {
      editable: false,
      injectCSS: false, // the policy of our pages allows files only
      extensions,
      content,
      editorProps: { attributes: { 'aria-label': label, role: 'document', dir: 'auto' } },
      shouldRerenderOnTransaction: false,
    },
    [content],
  )
  useBlockOfAddress(editor)
  if (!editor) return null
  return (
    <Records value={{ ...records, editable: false }}>
      <TextEditor editor={editor} lang={lang} />
    </Records>
  )
}
