import { fromGoogleDocs, isGoogleDocs } from './googleDocs'
import { isWord, fromWord } from './word'

/** What a paste brings: markup for the editor, and pictures by the place that waits for them. */
export interface Pasted {
  html: string
  /** Pictures that came along, in the order of their `data-picture` numbers. */
  pictures: Blob[]
  /** Pictures that stayed behind: they are somewhere on the web, and nothing is fetched. */
  leftBehind: number
}

/** Tags whose content is not text anybody wrote. */
const NOT_TEXT = 'script, style, meta, link, title, xml, object, embed, iframe, form, input, button, svg, noscript, template'

/** The deepest heading a document has; Word and Docs have six. */
const DEEPEST = 4

/**
 * Makes pasted markup into what a document may hold: headings, lists, tables,
 * links, footnotes with their words, and pictures. Everything else is text.
 * `rtf` is the same paste as Word also offers it: only there are its pictures.
 */
export function cleanPaste(html: string, rtf = ''): Pasted {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const node of comments(page)) node.remove()
  const body = page.body
  if (isWord(html)) fromWord(body, page.head.textContent + html)
  else if (isGoogleDocs(body)) fromGoogleDocs(body)
  for (const node of body.querySelectorAll(NOT_TEXT)) node.remove()
  headings(body)
  tables(body)
  const pictures = takePictures(body, rtf)
  strip(body)
  return { html: body.innerHTML, ...pictures }
}

function comments(page: Document): ChildNode[] {
  const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT)
  const found: ChildNode[] = []
  while (walker.nextNode()) if (walker.currentNode instanceof Comment) found.push(walker.currentNode)
  return found
}

function headings(body: HTMLElement): void {
  for (const deep of body.querySelectorAll('h5, h6')) rename(deep, `h${DEEPEST}`)
}

/** A cell holds blocks; the width and colours of the sender's page stay behind. */
function tables(body: HTMLElement): void {
  for (const caption of body.querySelectorAll('caption, colgroup, col')) caption.remove()
  for (const row of body.querySelectorAll('thead td')) rename(row, 'th')
}

/** Replaces an element by one of another name, with its children and without its attributes. */
export function rename(element: Element, name: string): HTMLElement {
  const next = element.ownerDocument.createElement(name)
  next.append(...element.childNodes)
  for (const span of ['colspan', 'rowspan']) {
    const value = element.getAttribute(span)
    if (value !== null) next.setAttribute(span, value)
  }
  element.replaceWith(next)
  return next
}

const KEPT: Record<string, string[]> = {
  a: ['href'],
  img: ['data-picture', 'alt'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  ol: ['start'],
  span: ['data-footnote'],
}

/** Copied ids, threads and suggestions would forge who said what, and styles are the sender's. */
function strip(body: HTMLElement): void {
  for (const element of body.querySelectorAll('*')) {
    const kept = KEPT[element.localName] ?? []
    for (const name of element.getAttributeNames()) if (!kept.includes(name)) element.removeAttribute(name)
  }
  for (const link of body.querySelectorAll('a:not([href])')) link.replaceWith(...link.childNodes)
}

function takePictures(body: HTMLElement, rtf: string): { pictures: Blob[]; leftBehind: number } {
  const pictures: Blob[] = []
  let leftBehind = 0
  const fromRtf = rtf === '' ? [] : picturesOf(rtf)
  for (const image of [...body.querySelectorAll('img')]) {
    const src = image.getAttribute('src') ?? ''
    const found = src.startsWith('data:') ? fromData(src) : src.startsWith('file:') ? fromRtf.shift() : undefined
    if (!found) {
      leftBehind += 1
      image.remove()
      continue
    }
    image.setAttribute('data-picture', String(pictures.length))
    pictures.push(found)
  }
  return { pictures, leftBehind }
}

function fromData(src: string): Blob | undefined {
  const match = /^data:(image\/(?:png|jpeg|gif|webp));base64,(.*)$/s.exec(src)
  if (!match?.[1] || match[2] === undefined) return undefined
  try {
    const bytes = Uint8Array.from(atob(match[2]), (c) => c.charCodeAt(0))
    return new Blob([bytes], { type: match[1] })
  } catch {
    return undefined
  }
}

/** The PNG and JPEG pictures of an RTF text, in order; each is hexadecimal in a `\pict` group. */
export function picturesOf(rtf: string): Blob[] {
  const found: Blob[] = []
  const group = /\{\\pict[^{}]*(?:\{[^{}]*\}[^{}]*)*?\\(png|jpeg)blip[^{}]*?(?:\{[^{}]*\}[^{}]*)*?([0-9a-f\s]{32,})\}/gi
  for (const match of rtf.matchAll(group)) {
    const hex = (match[2] ?? '').replace(/\s+/g, '')
    const bytes = new Uint8Array(hex.length >> 1)
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
    found.push(new Blob([bytes], { type: `image/${match[1]?.toLowerCase() ?? 'png'}` }))
  }
  return found
}
