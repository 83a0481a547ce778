import type { Editor } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { IconName } from '../ui/icons'

/** What can stand beside a text: its history, its threads, the agenda of its meeting. One at a time. */
export interface Panel {
  key: string
  label: string
  /** The same on a phone, where five of them stand side by side. */
  short?: string | undefined
  icon: IconName
  body: (bench: Bench) => ReactNode
}

/** What a panel is given to work with. */
export interface Bench {
  editor: Editor
  editable: boolean
  /** Back to the text alone. */
  close: () => void
}
