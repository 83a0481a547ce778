// A conversation of unmodified @hocuspocus/provider clients with the server
// under test. Arguments: the folder whose node_modules hold the provider, the
// socket's address, the origin of our pages. Exits with an error at the first
// thing that does not come true in time.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'

const [folder, url, origin] = process.argv.slice(2)
const require = createRequire(folder + '/package.json')
const { HocuspocusProvider, HocuspocusProviderWebsocket } = require('@hocuspocus/provider')
const Y = require('yjs')
const WebSocket = require('ws')

const open = []

// browser is a socket as a page of ours opens it: with an origin and a session.
const browser = (person) =>
  class extends WebSocket {
    constructor(address) {
      super(address, { headers: { Origin: origin, Cookie: 'session=' + person } })
    }
  }

function provider(token, options = {}) {
  const heard = { stateless: [], denied: [], scopes: [], closed: [] }
  const p = new HocuspocusProvider({
    name: 'deliverable/d1',
    token,
    document: new Y.Doc(),
    websocketProvider: new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: options.socket ?? WebSocket, delay: 50, minDelay: 10 }),
    onStateless: ({ payload }) => heard.stateless.push(JSON.parse(payload)),
    onAuthenticationFailed: ({ reason }) => heard.denied.push(reason),
    onAuthenticated: ({ scope }) => heard.scopes.push(scope),
    onClose: ({ event }) => heard.closed.push(event.reason),
    ...options,
  })
  p.attach()
  open.push(p)
  return Object.assign(p, { heard })
}

async function until(what, holds) {
  const end = Date.now() + 15_000
  while (!holds()) {
    assert.ok(Date.now() < end, 'never came true: ' + what)
    await new Promise((next) => setTimeout(next, 5))
  }
}

const words = (p) => p.document.getXmlFragment('default').toString()

function write(p, text) {
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  p.document.getXmlFragment('default').push([paragraph])
}

const settled = (p) => p.synced && !p.hasUnsyncedChanges

const stories = {
  async 'a page and a tool write one text, and both hear that it is saved'() {
    const ines = provider('', { socket: browser('ines') })
    const omar = provider('rap_omar')
    await until('both are in', () => settled(ines) && settled(omar))
    assert.deepEqual(ines.heard.scopes, ['read-write'])
    assert.match(words(ines), /Scope/, 'the seed is there')
    write(ines, 'from the page')
    write(omar, 'from the tool')
    await until('both have both', () => [ines, omar].every((p) => /from the page/.test(words(p)) && /from the tool/.test(words(p))))
    await until('both are saved', () => settled(ines) && settled(omar))
    assert.equal(words(ines), words(omar))
  },

  async 'a caret has the name the server knows'() {
    const ines = provider('rap_ines')
    const omar = provider('rap_omar')
    ines.setAwarenessField('user', { name: 'somebody else', color: 'red' })
    ines.setAwarenessField('cursor', { anchor: 1, head: 2 })
    ines.setAwarenessField('secret', 'x')
    const seen = () => omar.awareness.getStates().get(ines.document.clientID)
    await until('the caret is seen', () => seen()?.cursor?.head === 2)
    assert.equal(seen().user.name, 'ines')
    assert.equal(seen().user.id, 'ines')
    assert.match(seen().user.color, /^#/)
    assert.equal(seen().secret, undefined)
    ines.configuration.websocketProvider.destroy()
    await until('the caret is gone', () => seen() === undefined)
  },

  async 'a reader is held read-only and still synced'() {
    const rita = provider('rap_rita')
    const omar = provider('rap_omar')
    await until('both are in', () => settled(rita) && settled(omar))
    assert.deepEqual(rita.heard.scopes, ['readonly'])
    write(rita, 'not allowed')
    await until('she is told', () => rita.heard.stateless.length > 0)
    assert.equal(rita.heard.stateless[0].type, 'refused')
    assert.equal(rita.heard.stateless[0].reason, 'forbidden')
    assert.ok(rita.hasUnsyncedChanges)
    write(omar, 'after her')
    await until('he is saved', () => settled(omar))
    await until('she reads on', () => /after her/.test(words(rita)))
    assert.doesNotMatch(words(omar), /not allowed/)
  },

  async 'a stranger is denied and does not come back'() {
    const eve = provider('rap_eve')
    await until('denied', () => eve.heard.denied.length > 0)
    assert.deepEqual(eve.heard.denied, ['token-refused'])
  },

  async 'words written offline arrive, once'() {
    const ines = provider('rap_ines')
    const omar = provider('rap_omar')
    await until('both are in', () => settled(ines) && settled(omar))
    const socket = ines.configuration.websocketProvider
    socket.disconnect()
    await until('she is offline', () => socket.status === 'disconnected')
    write(ines, 'written in the train')
    write(omar, 'written meanwhile')
    await until('he is saved', () => settled(omar))
    socket.connect()
    await until('both are saved', () => settled(ines) && settled(omar) && /train/.test(words(omar)) && /meanwhile/.test(words(ines)))
    assert.equal(words(omar).split('written in the train').length, 2)
    assert.equal(words(ines), words(omar))
  },

  async 'two editors of one text share a socket'() {
    const socket = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket })
    const left = provider('rap_ines', { websocketProvider: socket, sessionAwareness: true })
    const right = provider('rap_ines', { websocketProvider: socket, sessionAwareness: true })
    await until('both are in', () => settled(left) && settled(right))
    write(left, 'on the left')
    await until('the right has it', () => /on the left/.test(words(right)) && settled(left))
    left.destroy()
    write(right, 'alone')
    await until('the right is saved', () => settled(right))
  },
}

for (const [name, tell] of Object.entries(stories)) {
  await tell()
  for (const p of open.splice(0)) {
    p.destroy()
    p.configuration.websocketProvider.destroy()
  }
  console.log('ok ' + name)
}
process.exit(0)
