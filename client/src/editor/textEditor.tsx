import { EditorContent, type Editor } from '@tiptap/react'
import { classes } from '../ui/classes'
import css from './text.module.css'

/** The text itself. The same look as a text that is only read. */
export function TextEditor({ editor, lang }: { editor: Editor; lang?: string | undefined }) {
  return <EditorContent editor={editor} className={css.text} lang={lang} />
}

/** A text rendered by the server, looking as it does in the editor. */
export function ReadOnlyText({ html, lang, busy = false }: { html: string; lang?: string | undefined; busy?: boolean }) {
  return (
    <div
      className={classes(css.text, css.still)}
      lang={lang}
      aria-busy={busy || undefined}
      // The server makes this from the document's own table of nodes and escapes every word of it.
      dangerouslySetInnerHTML={{ __html: html }}
    />
  )
}
