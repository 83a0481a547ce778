import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { content } from './extensions'
import { makeRecord, RecordKeys } from './records'

let editor: Editor
const open = (html: string) => {
  editor = new Editor({ element: document.createElement('div'), extensions: [...content, RecordKeys], content: html })
  Object.assign(editor.storage.recordKeys, { people: [{ id: 'lena', name: 'Lena Okoro' }], language: 'en', today: () => '2023-07-20' })
  editor.commands.setTextSelection(editor.state.doc.content.size - 1)
}
const press = (key: string) => editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, new KeyboardEvent('keydown', { key })))
afterEach(() => editor.destroy())

describe('Enter at the end of an action', () => {
  it('takes the owner and the day out of its words and goes on below', () => {
    open('<div data-action="">@lena word the <strong>clause</strong> by 11 aug</div>')
    press('Enter')
    expect(editor.getJSON().content).toMatchObject([
      { type: 'action', attrs: { owner: 'lena', due: '2023-08-11' }, content: [{ text: 'word the ' }, { text: 'clause', marks: [{ type: 'bold' }] }] },
      { type: 'paragraph' },
    ])
  })
  it('leaves words alone that name nobody and no day', () => {
    open('<div data-action="">call everybody</div>')
    press('Enter')
    expect(editor.getJSON().content[0]).toMatchObject({ attrs: { owner: null, due: null }, content: [{ text: 'call everybody' }] })
  })
  it('reads nothing out of a decision', () => {
    open('<div data-decision="">We begin on 11 aug</div>')
    press('Enter')
    expect(editor.getJSON().content[0]).toMatchObject({ type: 'decision', content: [{ text: 'We begin on 11 aug' }] })
  })
})

describe('the buttons', () => {
  it('make the line a decision, and plain text again', () => {
    open('<p>We begin.</p>')
    makeRecord(editor, 'decision')
    expect(editor.getJSON().content[0]?.type).toBe('decision')
    makeRecord(editor, 'decision')
    expect(editor.getJSON().content[0]?.type).toBe('paragraph')
  })
  it('begin one below where the line cannot be one', () => {
    open('<h2>Item</h2>')
    makeRecord(editor, 'action')
    expect(editor.getJSON().content.map((node) => node.type)).toEqual(['heading', 'action'])
  })
})

describe('two people in one record', () => {
  it('who sets the owner, who the day and who writes lose nothing to each other', () => {
    const [one, two] = [new Y.Doc(), new Y.Doc()]
    const editors = [one, two].map((document) => new Editor({ extensions: [...content, RecordKeys, Collaboration.configure({ document, field: 'default' })] }))
    const [a, b] = editors as [Editor, Editor]
    a.commands.setContent('<div data-action="">Send the note</div>')
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    // Without a line between them:
    a.chain().setTextSelection(3).updateAttributes('action', { owner: 'lena' }).run()
    b.chain().setTextSelection(3).updateAttributes('action', { due: '2023-08-11' }).insertContentAt(14, ' to all').run()
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
    const merged = [{ type: 'action', attrs: { owner: 'lena', due: '2023-08-11' }, content: [{ text: 'Send the note to all' }] }]
    expect([a.getJSON().content, b.getJSON().content]).toMatchObject([merged, merged])
    for (const open of editors) open.destroy()
    editor = new Editor({ extensions: content })
  })
})
