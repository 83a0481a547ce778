import type { Extensions } from '@tiptap/core'
import { Highlight } from '@tiptap/extension-highlight'
import { TaskItem, TaskList } from '@tiptap/extension-list'
import { Subscript } from '@tiptap/extension-subscript'
import { Superscript } from '@tiptap/extension-superscript'
import { TableKit } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'
import { BlockId } from './blockId'
import { Comment } from './nodes/comment'
import { Footnote } from './nodes/footnote'
import { Image } from './nodes/image'
import { Action, AgendaItem, Decision } from './nodes/record'
import { LINK } from './schema'

/** Schemes a link may have; a script can never be one. */
export const LINK_SCHEMES = ['http', 'https', 'mailto', 'tel']

/**
 * Everything a document may hold. Nothing here writes by itself: no trailing
 * paragraph, no ids, no repair on open, since every reader would write it.
 */
export const content: Extensions = [
  StarterKit.configure({
    undoRedo: false, // the shared document has its own, one person at a time
    trailingNode: false,
    heading: { levels: [1, 2, 3, 4] },
    link: {
      openOnClick: false,
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: 'https',
      protocols: LINK_SCHEMES,
      HTMLAttributes: { rel: 'noopener noreferrer nofollow', target: '_blank' },
      isAllowedUri: (url, { defaultValidate }) => defaultValidate(url) && allowedLink(url),
    },
  }),
  TaskList,
  TaskItem.configure({ nested: true }),
  TableKit.configure({ table: { resizable: false } }),
  Subscript,
  Superscript,
  Highlight,
  Image,
  Footnote,
  Comment,
  AgendaItem,
  Decision,
  Action,
  BlockId,
]

/** A link goes to the web, to a mailbox, to a telephone, or stays here; the server refuses any other. */
export const allowedLink = (url: string): boolean => LINK.test(url)
