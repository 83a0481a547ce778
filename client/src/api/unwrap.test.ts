import { describe, expect, it } from 'vitest'
import { isProblem, unreachable } from './problem'
import { done, unwrap } from './unwrap'

const answer = (status: number, body?: { data?: unknown; error?: unknown }) =>
  Promise.resolve({ ...body, response: new Response(null, { status, headers: { 'X-Request-Id': 'r7' } }) })
const thrown = (call: Promise<unknown>) => call.then(() => undefined, (error: unknown) => error)

describe('unwrap', () => {
  it('gives the data', async () => {
    expect(await unwrap(answer(200, { data: { id: 'g1' } }))).toEqual({ id: 'g1' })
  })
  it('throws the refusal with its code and sentence', async () => {
    const error = await thrown(unwrap(answer(409, { error: { status: 409, code: 'deliverable.not_reviewed', detail: 'Every reviewer must answer.' } })))
    expect(isProblem(error, 'deliverable.not_reviewed')).toBe(true)
    expect(error).toMatchObject({ status: 409, message: 'Every reviewer must answer.' })
  })
  it('says that the server cannot be reached', async () => {
    expect(isProblem(await thrown(unwrap(Promise.reject(new TypeError('fetch')))), unreachable)).toBe(true)
  })
  it('keeps the reference of an answer it cannot read', async () => {
    expect(await thrown(unwrap(answer(502, { error: '<html>' })))).toMatchObject({ code: 'internal', reference: 'r7' })
  })
  it('lets an act without an answer pass, and throws when it was refused', async () => {
    await expect(done(answer(204))).resolves.toBeUndefined()
    expect(await thrown(done(answer(403, { error: { status: 403, code: 'no', detail: 'No.' } })))).toMatchObject({ code: 'no' })
  })
})
