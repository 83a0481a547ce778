import { HocuspocusProvider } from '@hocuspocus/provider'
import * as Y from 'yjs'
import type { Line } from './line'

/** Milliseconds to wait for the server's text before giving the whole of one's own. */
const PATIENCE = 8000

/**
 * The words of this copy that the server does not have, as plain text, one
 * block a paragraph. The server's text is read through a fresh document, since
 * a refused copy can never be synced again. Without an answer, everything.
 */
export async function ownWords(line: Line, name: string, doc: Y.Doc): Promise<string> {
  const mine = blocks(doc)
  const theirs = new Set(await serverBlocks(line, name))
  return mine.filter((block) => block.trim() !== '' && !theirs.has(block)).join('\n\n')
}

function serverBlocks(line: Line, name: string): Promise<string[]> {
  const fresh = new Y.Doc()
  return new Promise((resolve) => {
    const done = (result: string[]) => {
      clearTimeout(timer)
      provider.destroy()
      resolve(result)
    }
    const timer = setTimeout(() => done([]), PATIENCE)
    const provider = new HocuspocusProvider({
      name,
      document: fresh,
      websocketProvider: line.socket,
      awareness: null,
      sessionAwareness: true, // a second copy of the same document on the same socket
      token: '',
      onSynced: () => done(blocks(fresh)),
      onAuthenticationFailed: () => done([]),
    })
    provider.attach()
  })
}

/** The text of every block that holds text itself, in order. */
export function blocks(doc: Y.Doc): string[] {
  const found: string[] = []
  const visit = (node: Y.XmlElement | Y.XmlFragment) => {
    let own = ''
    for (const child of node.toArray()) {
      if (child instanceof Y.XmlText) own += plain(child)
      else if (child instanceof Y.XmlElement) visit(child)
    }
    if (own !== '') found.push(own)
  }
  visit(doc.getXmlFragment('default'))
  return found
}

/** A delta as Yjs gives it, of which only the words matter here. */
interface Part {
  insert?: unknown
}

function plain(text: Y.XmlText): string {
  const delta: unknown = text.toDelta()
  return Array.isArray(delta) ? delta.map((part: Part) => (typeof part.insert === 'string' ? part.insert : '')).join('') : ''
}
