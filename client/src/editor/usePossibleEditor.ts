import { useEditor, type Editor, type UseEditorOptions } from '@tiptap/react'
import type { DependencyList } from 'react'

/**
 * TipTap's editor, null for a moment. TipTap makes it while the page renders,
 * and takes it away again where the page is shown more than a tick later, as
 * on the way from another page; it then makes it anew. Its types do not say so.
 */
export const usePossibleEditor = (options: UseEditorOptions, dependencies: DependencyList): Editor | null => useEditor(options, dependencies)
