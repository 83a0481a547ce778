import { Trans, useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { TextArea } from '../ui/field'
import { FormDialog } from '../ui/form-dialog'
import { footnoteHere } from './nodes/footnote'

/** Asks for the words of a footnote: an empty one in the line is too narrow for a caret. */
export function FootnoteDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useLingui()
  const before = footnoteHere(editor)
  const [words, setWords] = useState(before ?? '')
  const save = () => {
    onClose()
    editor.chain().focus().setFootnote(words.trim().replaceAll(/\s+/g, ' ')).run()
  }
  return (
    <FormDialog title={before === undefined ? <Trans>Add a footnote</Trans> : <Trans>Change the footnote</Trans>} act={before === undefined ? <Trans>Add it</Trans> : <Trans>Save</Trans>} busy={false} onSubmit={save} onClose={onClose}>
      <TextArea label={t`Words of the note`} hint={before === undefined ? undefined : t`Without words the note goes.`} required={before === undefined} value={words} onChange={(event) => setWords(event.target.value)} />
    </FormDialog>
  )
}
