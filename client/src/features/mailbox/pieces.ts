/** A run of a letter's plain text, or an address in it. */
export interface Piece {
  words: string
  link: boolean
}

const ADDRESS = /https?:\/\/[^\s<>"]+/g

/** Cuts a letter at its addresses. A stop or a bracket behind one is not part of it. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = []
  let at = 0
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?)\]]+$/, '')
    if (match.index > at) found.push({ words: text.slice(at, match.index), link: false })
    found.push({ words: address, link: true })
    at = match.index + address.length
  }
  if (at < text.length) found.push({ words: text.slice(at), link: false })
  return found
}
