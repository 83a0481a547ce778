import { Trans } from '@lingui/react/macro'
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { Actions, Button } from '../../../ui/button'
import { TextArea } from '../../../ui/field'
import css from './threads.module.css'

interface Props {
  label: string
  act: ReactNode
  words: string
  onWords: (words: string) => void
  busy: boolean
  refused: string | undefined
  onSend: () => void
  onCancel: () => void
  children?: ReactNode
}

/** A box to say something in: Ctrl or ⌘ with Enter sends, Escape leaves and keeps the words. */
export function Say({ label, act, words, onWords, busy, refused, onSend, onCancel, children }: Props) {
  const box = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const area = box.current
    area?.focus()
    area?.setSelectionRange(area.value.length, area.value.length)
  }, [])
  const empty = words.trim() === ''
  const send = () => {
    if (empty) box.current?.focus()
    else if (!busy) onSend()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <form
      className={css.say}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {children}
      <TextArea ref={box} label={label} rows={3} maxLength={20_000} value={words} error={refused} onChange={(event) => onWords(event.target.value)} />
      <Actions>
        <Button type="submit" kind="primary" size="small" busy={busy} aria-disabled={empty}>
          {act}
        </Button>
        <Button size="small" kind="quiet" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
      </Actions>
    </form>
  )
}
