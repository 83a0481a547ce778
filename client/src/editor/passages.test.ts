import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { content } from './extensions'
import { beginning, blocksOf, passageBeside, passageHere } from './passages'
import { showMarks, ThreadMarks } from './threadMarks'

let editor: Editor
afterEach(() => editor.destroy())

/** A text whose blocks the server has named b1, b2 and so on. */
function open(html: string): Editor {
  editor = new Editor({ element: document.createElement('div'), extensions: [...content, ThreadMarks], content: html })
  let count = 0
  const { tr, doc } = editor.state
  doc.descendants((node, position) => {
    if (node.isBlock) tr.setNodeAttribute(position, 'id', `b${(count += 1)}`)
  })
  editor.view.dispatch(tr)
  return editor
}

describe('the passage a comment is about', () => {
  it('is the words that are selected, with what stands around them and the heading above', () => {
    open('<h2>Need</h2><p>one two three</p>').commands.setTextSelection({ from: 11, to: 14 })
    expect(passageHere(editor)).toEqual({ block: 'b2', quote: 'two', prefix: 'one ', suffix: ' three', heading: 'Need' })
  })

  it('is the beginning of the block where nothing is selected', () => {
    open('<ul><li><p>a point</p></li></ul>').commands.setTextSelection(5)
    expect(passageHere(editor)).toEqual({ block: 'b3', quote: 'a point' })
  })

  it('ends with its block when the selection goes on', () => {
    open('<p>one two</p><p>three</p>').commands.setTextSelection({ from: 5, to: 12 })
    expect(passageHere(editor)).toMatchObject({ block: 'b1', quote: 'two' })
  })

  it('is none before the server has named the block', () => {
    editor = new Editor({ element: document.createElement('div'), extensions: content, content: '<p>new</p>' })
    expect(passageHere(editor)).toBeNull()
  })

  it('can be stepped through, past what is empty', () => {
    open('<p>one</p><p></p><blockquote><p>two</p></blockquote>')
    expect(passageBeside(editor, undefined, 1)?.block).toBe('b1')
    expect(passageBeside(editor, 'b1', 1)?.block).toBe('b4')
    expect(passageBeside(editor, 'b4', 1)).toBeNull()
    expect(passageBeside(editor, undefined, -1)?.block).toBe('b4')
  })
})

it('never quotes half a word', () => {
  expect(beginning('  short ')).toBe('short')
  expect(beginning('word '.repeat(40))).toMatch(/^(word )+word$/)
  expect(beginning('x'.repeat(500))).toHaveLength(120)
})

it('knows where each block stands', () => expect([...blocksOf(open('<p>one</p><ul><li><p>two</p></li></ul>'))].map(([id]) => id)).toEqual(['b1', 'b2', 'b3', 'b4']))

describe('the marks in the margin', () => {
  it('name the number of threads, open them, and write nothing', () => {
    open('<p>one</p><p>two</p>')
    const before = editor.getJSON()
    const opened: string[] = []
    showMarks(editor, { counts: new Map([['b2', 3]]), lit: 'b1', label: (n) => `${n} threads`, open: (block) => opened.push(block) })
    const marks = editor.view.dom.querySelectorAll('button')
    expect([...marks].map((mark) => mark.getAttribute('aria-label'))).toEqual(['3 threads'])
    marks[0]?.click()
    expect(opened).toEqual(['b2'])
    expect(editor.view.dom.querySelector('.thread-lit')?.textContent).toBe('one')
    expect(editor.getJSON()).toEqual(before)
  })

  it('go with their block', () => {
    open('<p>one</p><p>two</p>')
    showMarks(editor, { counts: new Map([['b1', 1]]), lit: null, label: String, open: () => undefined })
    editor.commands.deleteRange({ from: 0, to: 5 })
    expect(editor.view.dom.querySelector('button')).toBeNull()
  })
})
