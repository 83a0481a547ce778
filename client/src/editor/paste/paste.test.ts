import { Editor } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { content } from '../extensions'
import { cleanPaste, picturesOf } from './clean'

/** What the editor makes of a paste: tags and words, ids and attributes left out. */
function pasted(html: string, rtf = ''): string {
  const editor = new Editor({ element: null, extensions: content, content: '' })
  editor.commands.setContent(cleanPaste(html, rtf).html)
  const out = editor.getHTML().replace(/ (?:target|rel|class|colspan="1"|rowspan="1"|colspan|rowspan)(?:="[^"]*")?/g, '')
  editor.destroy()
  return out
}

const word = (body: string, head = '') =>
  `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style><!--${head}--></style></head><body>${body}</body></html>`

const item = (list: string, level: number, mark: string, words: string) =>
  `<p class=MsoListParagraph style='mso-list:${list} level${level} lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${mark}<span>&nbsp;</span></span><![endif]>${words}</p>`

describe('a paste from Word', () => {
  it('keeps headings, also those that are only styled so', () => {
    const html = pasted(word(`<p class=MsoTitle>Title</p><h2>Second</h2><p style='mso-outline-level:3'>Third</p><h6>Deep</h6><p class=MsoNormal>Text<o:p></o:p></p>`))
    expect(html).toBe('<h1>Title</h1><h2>Second</h2><h3>Third</h3><h4>Deep</h4><p>Text</p>')
  })

  it('leaves its comments behind', () => {
    const html = pasted(
      word(`<p class=MsoNormal>Text<span class=MsoCommentReference><a href="#_msocom_1" name="_msoanchor_1">[WS1]</a></span></p><div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Not so.</p></div></div>`),
    )
    expect(html).toBe('<p>Text</p>')
  })

  it('makes lists of its paragraphs, nested, bulleted and numbered, without the marks', () => {
    const html = pasted(
      word(item('l0', 1, '·', 'one') + item('l0', 2, 'o', 'under one') + item('l0', 1, '·', 'two') + '<p>between</p>' + item('l1', 1, '3.', 'three')),
    )
    expect(html).toBe(
      '<ul><li><p>one</p><ul><li><p>under one</p></li></ul></li><li><p>two</p></li></ul><p>between</p><ol start="3"><li><p>three</p></li></ol>',
    )
  })

  it('believes the list definition more than the look of the mark', () => {
    const html = pasted(word(item('l0', 1, 'o', 'one'), '@list l0:level1 {mso-level-number-format:bullet;}'))
    expect(html).toBe('<ul><li><p>one</p></li></ul>')
  })

  it('keeps tables with merged cells, and links', () => {
    const html = pasted(word(`<table class=MsoTable width=600><tr><td colspan=2><p><b>Both</b></p></td></tr><tr><td>a</td><td><a href="https://u4ssc.itu.int/">b</a></td></tr></table>`))
    expect(html).toContain('<strong>Both</strong>')
    expect(html).toContain('href="https://u4ssc.itu.int/"')
    expect(cleanPaste(word('<table><tr><td colspan=2>x</td></tr></table>')).html).toContain('colspan="2"')
  })

  it('puts the words of a footnote where it is about', () => {
    const html = pasted(
      word(`<p>Ask three offices<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>
        <div style='mso-element:footnote-list'><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Or fewer, in a small city.</p></div></div>`),
    )
    expect(html).toContain('Ask three offices<span data-footnote="" role="note" contenteditable="false">Or fewer, in a small city.</span>.')
    expect(html.match(/Or fewer/g)).toHaveLength(1)
  })

  it('takes its pictures from the rich text, since their files are out of reach', () => {
    const rtf = `{\\rtf1{\\*\\shppict{\\pict{\\*\\picprop}\\picw10\\pngblip\n${'89504e470d0a1a0a'.repeat(4)}}}}`
    const taken = cleanPaste(word('<p>x<img src="file:///C:/a.png" alt="A square"></p>'), rtf)
    expect(taken.pictures.map((p) => [p.type, p.size])).toEqual([['image/png', 32]])
    expect(taken.html).toContain('data-picture="0"')
    expect(taken.html).toContain('alt="A square"')
    expect(taken.leftBehind).toBe(0)
    expect(picturesOf('{\\rtf1 no picture}')).toEqual([])
  })
})

describe('a paste from Google Docs', () => {
  const docs = (body: string) => `<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1">${body}</b>`

  it('is not bold as a whole, and keeps bold words', () => {
    expect(pasted(docs('<p><span style="font-weight:400">plain </span><span style="font-weight:700">bold</span></p>'))).toBe(
      '<p>plain <strong>bold</strong></p>',
    )
  })

  it('keeps headings and nests its lists', () => {
    expect(pasted(docs('<h1><span style="font-weight:700">One</span></h1><ul><li><p>a</p></li><ul><li><p>b</p></li></ul></ul>'))).toBe(
      '<h1>One</h1><ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>',
    )
  })

  it('puts the words of a footnote where it is about', () => {
    const html = pasted(
      docs('<p>Text<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> The note.</p></div>'),
    )
    expect(html).toContain('Text<span data-footnote="" role="note" contenteditable="false">The note.</span>')
  })

  it('leaves pictures of the web where they are, and counts them', () => {
    const taken = cleanPaste(docs('<p>x<img src="https://lh3.googleusercontent.com/abc"></p>'))
    expect(taken).toMatchObject({ pictures: [], leftBehind: 1 })
    expect(taken.html).not.toContain('img')
  })
})

describe('any paste', () => {
  it.each([
    ['a script', '<p onclick="x()">a<script>x()</script></p>', '<p>a</p>'],
    ['a link to a script', '<p><a href="javascript:x()">a</a></p>', '<p>a</p>'],
    ['ids and threads of somebody', '<p data-id="b1"><span data-comment data-thread="t1">a</span></p>', '<p>a</p>'],
    ['a form', '<form><input value="x"><p>a</p></form>', '<p></p>'],
    ['styles', '<p style="color:red" class="x">a</p>', '<p>a</p>'],
  ])('takes nothing of %s', (_, html, want) => expect(pasted(html)).toBe(want))

  it('keeps a picture that came along as data', () => {
    const taken = cleanPaste('<p><img src="data:image/png;base64,iVBORw0KGgo=" alt="dot"></p>')
    expect(taken.pictures.map((p) => p.type)).toEqual(['image/png'])
  })
})
