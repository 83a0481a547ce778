/** Whether this paste comes from Google Docs: it wraps everything in one bold tag that is not bold. */
export function isGoogleDocs(body: HTMLElement): boolean {
  return body.querySelector('[id^="docs-internal-guid"]') !== null
}

/** Unwraps Docs' spans, keeps what they say by style, and brings footnotes to their place. */
export function fromGoogleDocs(body: HTMLElement): void {
  for (const wrapper of [...body.querySelectorAll('b[id^="docs-internal-guid"], span[id^="docs-internal-guid"]')]) {
    wrapper.replaceWith(...wrapper.childNodes)
  }
  footnotes(body)
  for (const span of [...body.querySelectorAll('span')]) styled(span)
  nestLists(body)
}

const STYLES: [RegExp, string][] = [
  [/font-weight:\s*(?:bold|[6-9]00)/i, 'strong'],
  [/font-style:\s*italic/i, 'em'],
  [/text-decoration(?:-line)?:[^;]*line-through/i, 's'],
  [/vertical-align:\s*super/i, 'sup'],
  [/vertical-align:\s*sub/i, 'sub'],
]

function styled(span: Element): void {
  if (span.hasAttribute('data-footnote')) return
  const style = span.getAttribute('style') ?? ''
  // A heading is bold by itself, a link underlined by itself.
  const heading = span.closest('h1, h2, h3, h4, h5, h6') !== null
  for (const [says, name] of STYLES) {
    if (!says.test(style) || (heading && name === 'strong')) continue
    const wrapper = span.ownerDocument.createElement(name)
    wrapper.append(...span.childNodes)
    span.append(wrapper)
  }
}

/** `[1]` in the text and the note below a line become one footnote. */
function footnotes(body: HTMLElement): void {
  for (const reference of [...body.querySelectorAll<HTMLAnchorElement>('a[href*="#ftnt"]')]) {
    const name = /#(ftnt\d+)$/.exec(reference.getAttribute('href') ?? '')?.[1]
    if (name === undefined) continue
    const back = body.querySelector(`#${name}`)
    const note = back?.closest('p, div')
    back?.remove()
    const words = (note?.textContent ?? '').replace(/\s+/g, ' ').trim()
    if (words === '') continue
    const span = body.ownerDocument.createElement('span')
    span.setAttribute('data-footnote', '')
    span.textContent = words
    ;(reference.closest('sup') ?? reference).replaceWith(span)
    const holder = note?.parentElement
    note?.remove()
    if (holder && holder !== body && holder.textContent.trim() === '') holder.remove()
  }
}

/** Docs puts a deeper list beside the item it belongs to, where HTML has it inside. */
function nestLists(body: HTMLElement): void {
  for (const list of [...body.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol')]) {
    const before = list.previousElementSibling
    if (before?.localName === 'li') before.append(list)
  }
}
