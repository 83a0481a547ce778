/** Whether this paste comes from Word, on the desktop or on the web. */
export function isWord(html: string): boolean {
  return /urn:schemas-microsoft-com:office:word|class="?Mso|mso-list:|name="?(?:ProgId|Generator)"?\s+content="?(?:Word|Microsoft Word)/i.test(html)
}

/** Makes Word's paragraphs into lists, headings and footnotes. */
export function fromWord(body: HTMLElement, source: string): void {
  footnotes(body)
  outline(body)
  lists(body, source)
  for (const empty of body.querySelectorAll('o\\:p')) empty.replaceWith(...empty.childNodes)
  emphasis(body)
}

/** Headings that are paragraphs with an outline level, and the title of a document. */
function outline(body: HTMLElement): void {
  for (const p of [...body.querySelectorAll('p')]) {
    const level = /mso-outline-level:\s*(\d)/.exec(p.getAttribute('style') ?? '')?.[1]
    const title = /MsoTitle/.test(p.className) ? '1' : undefined
    const found = level ?? title
    if (found !== undefined && !p.closest('table, li')) replaceBy(p, `h${Math.min(Number(found), 4)}`)
  }
}

interface Item {
  list: string // which of Word's lists
  level: number // from 1
  ordered: boolean
  start: number
}

/** A list in Word is paragraphs that say which list and how deep; the mark itself is text to drop. */
function lists(body: HTMLElement, source: string): void {
  const stack: { item: Item; element: HTMLElement }[] = []
  let after: Element | null = null
  for (const p of [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const item = itemOf(p, source)
    if (!item || /^h/.test(p.localName)) {
      if (item) dropMark(p)
      stack.length = 0
      continue
    }
    if (after !== p.previousElementSibling) stack.length = 0
    dropMark(p)
    while ((stack.at(-1)?.item.level ?? 0) > item.level) stack.pop()
    const top = stack.at(-1)
    let list = top?.item.level === item.level && top.item.ordered === item.ordered ? top.element : undefined
    if (!list) {
      if (top?.item.level === item.level) stack.pop()
      list = body.ownerDocument.createElement(item.ordered ? 'ol' : 'ul')
      if (item.ordered && item.start > 1) list.setAttribute('start', String(item.start))
      const parent = stack.at(-1)?.element.lastElementChild
      if (parent) parent.append(list)
      else p.before(list)
      stack.push({ item, element: list })
    }
    const li = body.ownerDocument.createElement('li')
    const text = body.ownerDocument.createElement('p')
    text.append(...p.childNodes)
    li.append(text)
    list.append(li)
    p.remove()
    after = stack[0]?.element ?? null
  }
}

function itemOf(p: HTMLElement, source: string): Item | undefined {
  const match = /mso-list:\s*(l\d+)\s+level(\d+)\s+lfo(\d+)/i.exec(p.getAttribute('style') ?? '')
  if (!match?.[1] || !match[2]) return undefined
  const mark = (p.querySelector('[style*="mso-list:Ignore" i]')?.textContent ?? '').trim()
  const format = new RegExp(`@list\\s+${match[1]}:level${match[2]}\\b[^}]*mso-level-number-format:\\s*([\\w-]+)`, 'i').exec(source)?.[1]
  const ordered = format ? !/bullet|image|none/i.test(format) : /^[([]?(?:\d+|[a-z]|[ivxlcdm]+)[.)\]]/i.test(mark)
  const number = Number(/\d+/.exec(mark)?.[0] ?? '1')
  return { list: `${match[1]}.${match[3] ?? ''}`, level: Number(match[2]), ordered, start: number }
}

function dropMark(p: HTMLElement): void {
  for (const mark of [...p.querySelectorAll('[style*="mso-list:Ignore" i]')]) mark.remove()
}

/** A reference in the text and its note at the end become one: the note stands where it is about. */
function footnotes(body: HTMLElement): void {
  for (const reference of [...body.querySelectorAll<HTMLAnchorElement>('a[href*="#_ftn"], a[href*="#_edn"]')]) {
    const name = /#(_(?:ftn|edn)\d+)$/.exec(reference.getAttribute('href') ?? '')?.[1]
    if (name === undefined) continue
    const note = body.querySelector(`#${name.slice(1)}`)
    const words = note ? noteWords(note) : ''
    if (words === '') continue
    const span = body.ownerDocument.createElement('span')
    span.setAttribute('data-footnote', '')
    span.textContent = words
    reference.replaceWith(span)
  }
  for (const comment of body.querySelectorAll('[style*="mso-element:comment" i], a[href^="#_msocom"], a[name^="_msoanchor"], .MsoCommentReference, .MsoCommentText')) comment.remove()
  for (const list of body.querySelectorAll('[style*="mso-element:footnote" i], [style*="mso-element:endnote" i]')) list.remove()
}

function noteWords(note: Element): string {
  const copy = note.cloneNode(true)
  if (!(copy instanceof Element)) return ''
  for (const back of copy.querySelectorAll('a[href*="_ftnref"], a[href*="_ednref"]')) back.remove()
  return copy.textContent.replace(/\s+/g, ' ').trim()
}

/** Bold and italics that are only a style. */
function emphasis(body: HTMLElement): void {
  for (const span of [...body.querySelectorAll('span')]) {
    const style = span.getAttribute('style') ?? ''
    if (/font-weight:\s*(?:bold|[6-9]00)/i.test(style)) wrapChildren(span, 'strong')
    if (/font-style:\s*italic/i.test(style)) wrapChildren(span, 'em')
  }
}

function wrapChildren(element: Element, name: string): void {
  const wrapper = element.ownerDocument.createElement(name)
  wrapper.append(...element.childNodes)
  element.append(wrapper)
}

function replaceBy(element: Element, name: string): void {
  const next = element.ownerDocument.createElement(name)
  next.append(...element.childNodes)
  next.setAttribute('style', element.getAttribute('style') ?? '')
  element.replaceWith(next)
}
