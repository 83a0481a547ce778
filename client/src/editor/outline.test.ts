import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import { content } from './extensions'
import { measure, outline } from './outline'
import { RecordKeys } from './records'

let editor: Editor
const open = (html: string) => (editor = new Editor({ element: document.createElement('div'), extensions: [...content, RecordKeys], content: html }))
afterEach(() => editor.destroy())

describe('the outline of a text', () => {
  it('numbers the headings, whatever level they begin with', () => {
    const entries = outline(open('<h2>One</h2><h3>Under</h3><h3>Again</h3><h2>Two</h2><h4>Deep</h4>'))
    expect(entries.map((e) => `${e.number} ${e.words}`)).toEqual(['1 One', '1.1 Under', '1.2 Again', '2 Two', '2.1.1 Deep'])
  })

  it('is empty for a text without headings', () => expect(outline(open('<p>text</p>'))).toEqual([]))
})

describe('a line begun with letters', () => {
  const type = (text: string) => {
    for (const letter of text) {
      const { from, to } = editor.state.selection
      const taken = editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, letter, () => editor.state.tr.insertText(letter, from, to)))
      if (!taken) editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
    }
  }

  it.each([
    ['d: Adopt it', 'decision', 'Adopt it'],
    ['a: Send it', 'action', 'Send it'],
    ['D: Adopt it', 'decision', 'Adopt it'],
  ])('%j is a record', (typed, kind, words) => {
    open('<p></p>')
    editor.commands.focus('start')
    type(typed)
    expect(editor.getJSON().content).toMatchObject([{ type: kind, content: [{ text: words }] }])
  })

  it('stays text in the middle of a sentence', () => {
    open('<p></p>')
    editor.commands.focus('start')
    type('Option a: wait')
    expect(editor.getJSON().content[0]?.type).toBe('paragraph')
  })
})

describe('the id of a block', () => {
  it('does not come twice from a split', () => {
    open('<p>one two</p>')
    editor.view.dispatch(editor.state.tr.setNodeAttribute(0, 'id', 'b1'))
    editor.chain().setTextSelection(4).splitBlock().run()
    expect(editor.getJSON().content.map((node) => (node.attrs as Record<string, unknown>)['id'])).toEqual(['b1', null])
  })
})

it('counts words and minutes', () => expect(measure(open('<p>one two</p><p>three</p>'))).toEqual({ words: 3, minutes: 1 }))
