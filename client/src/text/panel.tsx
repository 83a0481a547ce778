import type { Editor, Extensions } from '@tiptap/core'
import type { ReactNode } from 'react'
import type { IconName } from '../ui/icons'

/** What can stand beside a text: its history, its threads, the agenda of its meeting. One at a time. */
export interface Panel {
  key: string
  label: string
  /** The same on a phone, where five of them stand side by side. */
  short?: string | undefined
  icon: IconName
  /** How many things in it want somebody. */
  count?: number | undefined
  /** What it adds to the editor, from its beginning on. */
  extensions?: Extensions | undefined
  /** A button of its own among those that open the panels. */
  tool?: ((bench: Bench) => ReactNode) | undefined
  /** What has to be there while the text is, whether the panel is open or not. */
  keeper?: ((bench: Bench) => ReactNode) | undefined
  body: (bench: Bench) => ReactNode
}

/** What a panel is given to work with. */
export interface Bench {
  editor: Editor
  editable: boolean
  /** Puts this panel beside the text; on a phone in its place. */
  open: () => void
  /** Back to the text alone. */
  close: () => void
}
