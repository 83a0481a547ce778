import { Trans, useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/react'
import { useState } from 'react'
import { Actions, Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextArea } from '../ui/field'
import css from './pictureDialog.module.css'

/** Asks for the words that stand for a picture, one picture after another. */
export function PictureDialog({ editor, srcs, onClose }: { editor: Editor; srcs: string[]; onClose: () => void }) {
  const { t } = useLingui()
  const [at, setAt] = useState(0)
  const [words, setWords] = useState('')
  const src = srcs[at]

  const next = (alt: string) => {
    if (src !== undefined) describe(editor, src, alt)
    setWords('')
    if (at + 1 < srcs.length) setAt(at + 1)
    else onClose()
  }
  if (src === undefined) return null
  return (
    <Dialog
      title={<Trans>What does the picture show?</Trans>}
      onClose={onClose}
      actions={
        <Actions>
          <Button kind="primary" disabled={words.trim() === ''} onClick={() => next(words.trim())}>
            <Trans>Save the description</Trans>
          </Button>
          <Button kind="quiet" onClick={() => next('')}>
            <Trans>It only decorates</Trans>
          </Button>
        </Actions>
      }
    >
      <img className={css.picture} src={src} alt="" />
      <TextArea
        label={t`Description`}
        hint={t`Read aloud to those who cannot see it, and shown when the line is too slow. One sentence is enough.`}
        value={words}
        maxLength={500}
        onChange={(event) => setWords(event.target.value)}
      />
    </Dialog>
  )
}

/** Writes the words into every place the picture stands without any. */
function describe(editor: Editor, src: string, alt: string): void {
  editor.commands.command(({ tr }) => {
    tr.doc.descendants((node, position) => {
      if (node.type.name === 'image' && node.attrs['src'] === src) tr.setNodeAttribute(position, 'alt', alt)
    })
    return true
  })
}
