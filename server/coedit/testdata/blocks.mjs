// Makes blocks.json: every block operation of the editor's binding against
// somebody typing in the block, as Yjs updates. Run it where the client's
// packages are installed:
//
//   node server/coedit/testdata/blocks.mjs client > server/coedit/testdata/blocks.json
//
// The binding is the real one: ProseMirror makes the step, y-tiptap writes it.
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const require = createRequire(resolve(process.argv[2] ?? 'client') + '/package.json')
const Y = require('yjs')
const { updateYFragment, initProseMirrorDoc } = require('@tiptap/y-tiptap')
const { getSchema } = require('@tiptap/core')
const { StarterKit } = require('@tiptap/starter-kit')
const { TableKit } = require('@tiptap/extension-table')
const { EditorState, TextSelection, NodeSelection } = require('@tiptap/pm/state')
const commands = require('@tiptap/pm/commands')
const lists = require('@tiptap/pm/schema-list')
const tables = require('@tiptap/pm/tables')

const schema = getSchema([StarterKit.configure({ undoRedo: false, trailingNode: false }), TableKit])
const n = (type, attrs, ...content) => schema.nodes[type].create(attrs, content)
const p = (text) => n('paragraph', null, ...(text ? [schema.text(text)] : []))
const li = (text) => n('listItem', null, p(text))

// The block worked on holds "target words"; something stands before and after it.
const around = (block) => n('doc', null, p('before'), block, p('after'))
const starts = {
  'a paragraph': around(p('target words')),
  'a heading': around(n('heading', { level: 2 }, schema.text('target words'))),
  'a list item': around(n('bulletList', null, li('first'), li('target words'), li('last'))),
  'the only list item': around(n('bulletList', null, li('target words'))),
  'a quoted paragraph': around(n('blockquote', null, p('target words'))),
  'a table cell': around(n('table', null, n('tableRow', null, n('tableCell', null, p('target words')), n('tableCell', null, p('other'))), n('tableRow', null, n('tableCell', null, p('c')), n('tableCell', null, p('d'))))),
  'the only block': n('doc', null, p('target words')),
}

const run = (command) => (state) => {
  let next
  command(state, (tr) => { next = state.apply(tr) })
  return next?.doc
}
const heading = (level) => run(commands.setBlockType(schema.nodes.heading, { level }))
const operations = {
  'becomes a heading': heading(1),
  'becomes another heading': heading(3),
  'becomes a paragraph': run(commands.setBlockType(schema.nodes.paragraph)),
  'becomes code': run(commands.setBlockType(schema.nodes.codeBlock)),
  'is wrapped in a bullet list': run(lists.wrapInList(schema.nodes.bulletList)),
  'is wrapped in a numbered list': run(lists.wrapInList(schema.nodes.orderedList)),
  'is quoted': run(commands.wrapIn(schema.nodes.blockquote)),
  'is lifted': run(commands.lift),
  'is lifted out of its list': run(lists.liftListItem(schema.nodes.listItem)),
  'is sunk in its list': run(lists.sinkListItem(schema.nodes.listItem)),
  'is split': (state) => state.apply(state.tr.split(state.selection.from)).doc,
  'is split as a list item': run(lists.splitListItem(schema.nodes.listItem)),
  'is joined with what is before': (state) => {
    const at = state.selection.$from.before(state.selection.$from.depth)
    const cut = state.doc.resolve(at)
    return cut.nodeBefore?.isTextblock ? state.apply(state.tr.join(at)).doc : undefined
  },
  'is joined by backspace': run((state, dispatch) => {
    const start = state.selection.$from.start()
    return commands.joinBackward(state.apply(state.tr.setSelection(TextSelection.create(state.doc, start))), dispatch)
  }),
  'is deleted': (state) => {
    const { $from } = state.selection
    return state.doc.childCount > 1 ? state.apply(state.tr.delete($from.before(1), $from.after(1))).doc : undefined
  },
  'is moved to the end': (state) => {
    const { $from } = state.selection
    const block = $from.node(1)
    const tr = state.tr.delete($from.before(1), $from.after(1))
    return state.doc.childCount > 1 ? state.apply(tr.insert(tr.doc.content.size, block)).doc : undefined
  },
  'loses its row': run(tables.deleteRow),
  'loses its column': run(tables.deleteColumn),
  'loses its table': run(tables.deleteTable),
  'is made bold': (state) => {
    const { $from } = state.selection
    return state.apply(state.tr.addMark($from.start(), $from.end(), schema.marks.bold.create())).doc
  },
  'is replaced whole': (state) => state.apply(state.tr.replaceWith(0, state.doc.content.size, p('all new'))).doc,
}

// find gives the position inside "target| words", and the Yjs text that holds it.
function find(doc) {
  let at
  doc.descendants((node, pos) => {
    if (node.isText && node.text.includes('target words')) at = pos + node.text.indexOf('target words') + 6
    return at === undefined
  })
  return at
}
function textOf(type) {
  for (const child of type.toArray()) {
    if (child instanceof Y.XmlText && child.toString().includes('target words')) return child
    const found = child instanceof Y.XmlElement && textOf(child)
    if (found) return found
  }
  return null
}

// typings are what the other person does to the text meanwhile. Every character
// typed is a capital letter, so that it can be counted.
const typings = {
  'a word in the middle': (text, step) => { for (const [i, c] of [...'QWX'].entries()) step(() => text.insert(6 + i, c)) },
  'at the start': (text, step) => step(() => text.insert(0, 'ZY')),
  'at the end': (text, step) => step(() => text.insert(text.length, 'JK')),
  'over a selection': (text, step) => { step(() => text.delete(0, 6)); step(() => text.insert(0, 'GHV')) },
  'at both ends, with a deletion between': (text, step) => {
    step(() => text.insert(0, 'AB'))
    step(() => text.delete(4, 3))
    step(() => text.insert(text.length, 'CD'))
  },
}

const copy = (state, client) => {
  const doc = new Y.Doc()
  doc.clientID = client
  Y.applyUpdate(doc, state)
  return doc
}
const b64 = (bytes) => Buffer.from(bytes).toString('base64')

const cases = []
for (const [start, content] of Object.entries(starts)) {
  const seed = new Y.Doc()
  seed.clientID = 1
  updateYFragment(seed, seed.getXmlFragment('default'), content, initProseMirrorDoc(seed.getXmlFragment('default'), schema).meta)
  const base = Y.encodeStateAsUpdate(seed)
  for (const [operation, change] of Object.entries(operations)) {
    const changer = copy(base, 2)
    const fragment = changer.getXmlFragment('default')
    const { doc, meta } = initProseMirrorDoc(fragment, schema)
    const state = EditorState.create({ doc, selection: TextSelection.create(doc, find(doc)) })
    let after
    try { after = change(state) } catch { continue }
    if (!after || after.eq(doc)) continue
    const changes = []
    changer.on('update', (u) => changes.push(b64(u)))
    changer.transact(() => updateYFragment(changer, fragment, after, meta))
    for (const [typing, type] of Object.entries(typings)) {
      const typist = copy(base, 3)
      const typed = []
      typist.on('update', (u) => typed.push(b64(u)))
      const text = textOf(typist.getXmlFragment('default'))
      type(text, (step) => typist.transact(step))
      cases.push({ name: `${start} ${operation}, against ${typing}`, base: b64(base), changes, typed,
        letters: [...text.toString()].filter((c) => c >= 'A' && c <= 'Z').join('') })
    }
  }
}
console.log('[\n' + cases.map((c) => JSON.stringify(c)).join(',\n') + '\n]')
