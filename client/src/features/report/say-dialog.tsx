import { useLingui } from '@lingui/react/macro'
import { useState, type ReactNode } from 'react'
import { TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import css from './report.module.css'

type Props = { title: ReactNode; quote?: string | undefined; act: ReactNode; busy: boolean; refused: string | undefined; say: (text: string) => void; close: () => void }

/** A few words about a report: a question, an answer. */
export function SayDialog({ title, quote, act, busy, refused, say, close }: Props) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  return (
    <FormDialog title={title} act={act} busy={busy} refused={refused} onSubmit={() => say(text.trim())} onClose={close}>
      {quote !== undefined && (
        <p className={css.reply} dir="auto">
          {quote}
        </p>
      )}
      <TextArea label={t`Your words`} required rows={4} maxLength={20000} value={text} onChange={(event) => setText(event.target.value)} />
    </FormDialog>
  )
}
