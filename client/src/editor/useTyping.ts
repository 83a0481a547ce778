import type { Editor } from '@tiptap/core'
import { useEffect } from 'react'
import { useClock } from '../i18n/clock'
import { isoDay } from '../i18n/time'
import type { RecordsHost } from './records'

/** Tells a text with records whom "@lena" can mean, and what day "11 aug" is. */
export function useTyping(editor: Editor | null, records: RecordsHost | undefined): void {
  const clock = useClock()
  const people = records?.people
  useEffect(() => {
    if (!editor || !people) return
    const typing = editor.storage.recordKeys
    typing.people = people
    typing.language = clock.language
    typing.today = () => isoDay(clock.zone, new Date())
  }, [editor, people, clock])
}
