import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import table from '../../../server/coedit/schema.json'
import { content } from './extensions'
import { BLOCKS, LINK, PICTURE, SCHEMA_VERSION } from './schema'

interface Kind {
  content?: string
  group?: string
  attrs?: Record<string, unknown>
  reserved?: boolean
  [more: string]: unknown
}
const server: { version: number; patterns: Record<string, string>; nodes: Record<string, Kind>; marks: Record<string, Kind> } = table
const schema = getSchema(content)
const names = (kind: Kind) => Object.keys(kind.attrs ?? {}).sort()

describe('the schema of the editor and of the server', () => {
  it('is the same version', () => expect(SCHEMA_VERSION).toBe(server.version))

  it('takes the same addresses', () => {
    expect(new RegExp(server.patterns['link'] ?? '').source).toBe(LINK.source)
    expect(new RegExp(server.patterns['picture'] ?? '').source).toBe(PICTURE.source)
  })

  it('has the same nodes', () => expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(server.nodes).sort()))

  it('has the same marks, but for those kept for suggestions', () => {
    const open = Object.entries(server.marks).filter(([, m]) => !m.reserved)
    expect(Object.keys(schema.marks).sort()).toEqual(open.map(([name]) => name).sort())
  })

  it.each(Object.entries(server.nodes))('has the same content and attributes in %s', (name, kind) => {
    const spec = schema.nodes[name]?.spec
    expect(spec?.content ?? '').toBe(kind.content ?? '')
    expect(Object.keys(spec?.attrs ?? {}).sort()).toEqual(names(kind))
  })

  it.each(Object.entries(server.marks).filter(([, m]) => !m.reserved))('has the same attributes in %s', (name, kind) => {
    expect(Object.keys(schema.marks[name]?.spec.attrs ?? {}).sort()).toEqual(names(kind))
  })

  it('gives an id to every block that the server gives one', () => {
    const withId = Object.entries(server.nodes).filter(([, n]) => n.attrs && 'id' in n.attrs).map(([name]) => name)
    expect([...BLOCKS].sort()).toEqual(withId.sort())
  })
})
