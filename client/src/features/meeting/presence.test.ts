import { expect, it } from 'vitest'
import type { Attendance } from '../../api/attendance'
import { lines, there } from './presence'

const line = (id: string, presence: Attendance['presence']): Attendance => ({ person: { id, name: id }, presence, at: '2023-07-20T12:00:00Z' })

it('lists who is on the list and who could be, once each, by name', () => {
  const list = lines([line('zoe', 'remote'), line('ann', 'regrets')], [{ id: 'ann', name: 'ann' }, { id: 'bob', name: 'bob' }])
  expect(list.map(({ person, line }) => `${person.id} ${line?.presence ?? 'not noted'}`)).toEqual(['ann regrets', 'bob not noted', 'zoe remote'])
})

it('counts who took part, not who sent regrets', () => expect(there([line('a', 'present'), line('b', 'delegate'), line('c', 'regrets')])).toBe(2))
