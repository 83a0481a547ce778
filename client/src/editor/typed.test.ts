import { describe, expect, it } from 'vitest'
import { typedDue, typedOwner } from './typed'

const people = [
  { id: 'lena', name: 'Lena Okoro' },
  { id: 'john', name: 'John Davies' },
  { id: 'johnny', name: 'Johnny Sample' },
  { id: 'ines', name: 'Inés Prado' },
]
const without = (line: string, range: { from: number; to: number } | null) => (range ? line.slice(0, range.from) + line.slice(range.to) : null)

describe('who an action is for', () => {
  it.each([
    ['@Lena Okoro word the clause', 'lena', 'word the clause'],
    ['@lena word the clause', 'lena', 'word the clause'],
    ['word the clause @okoro', 'lena', 'word the clause'],
    ['ask @Inés about the budget', 'ines', 'ask about the budget'],
    ['@John Davies calls', 'john', 'calls'],
    ['@johnn calls', 'johnny', 'calls'],
  ])('%j is for %s', (line, owner, words) => {
    const found = typedOwner(line, people)
    expect([found?.owner, without(line, found)]).toEqual([owner, words])
  })
  it.each(['word the clause', '@john calls', '@nobody calls', 'write to lena@example.org', '@', 'at @ noon'])('%j says nobody', (line) => expect(typedOwner(line, people)).toBeNull())
})

describe('until when', () => {
  it.each([
    ['send the note 11 aug', 'en', '2023-08-11', 'send the note'],
    ['send the note by 11 August.', 'en', '2023-08-11', 'send the note'],
    ['send the note 3rd march', 'en', '2024-03-03', 'send the note'],
    ['send the note due 2023-09-01', 'en', '2023-09-01', 'send the note'],
    ['send the note 1 may 2025', 'en', '2025-05-01', 'send the note'],
    ['envoyer la note avant le 11 août', 'fr', '2023-08-11', 'envoyer la note'],
    ['envoyer la note 1er septembre', 'fr', '2023-09-01', 'envoyer la note'],
    ['أرسل المذكرة قبل 11 أغسطس', 'ar', '2023-08-11', 'أرسل المذكرة'],
    ['today is enough 20 jul', 'en', '2023-07-20', 'today is enough'],
  ] as const)('%j in %s is %s', (line, language, due, words) => {
    const found = typedDue(line, language, '2023-07-20')
    expect([found?.due, without(line, found)]).toEqual([due, words])
  })
  it.each(['send the note', 'send 11 notes', 'the note of 31 feb', 'by 2023-02-30', 'meet on 11 ju', 'write 30 marbles', '11 aug the note goes'])('%j says no day', (line) =>
    expect(typedDue(line, 'en', '2023-07-20')).toBeNull(),
  )
})
