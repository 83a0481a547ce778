import { isProblemBody } from './problem.parse'
import { Problem, unreachable } from './problem'

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** Gives the data of an answer; throws Problem for a refusal and for no answer. */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const answer = await settle(call)
  if (answer.data === undefined || answer.data === null) throw refusal(answer)
  return answer.data
}

/** For an act that answers nothing (204): throws Problem unless it was done. */
export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  const answer = await settle(call)
  if (!answer.response.ok) throw refusal(answer)
}

async function settle<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call
  } catch (cause) {
    if (cause instanceof TypeError) {
      throw new Problem({ status: 0, code: unreachable, detail: 'The server cannot be reached.' })
    }
    throw cause
  }
}

function refusal({ error, response }: Answer<unknown>): Problem {
  if (isProblemBody(error)) return new Problem(error)
  const reference = response.headers.get('X-Request-Id') ?? undefined
  return new Problem({ status: response.status, code: 'internal', detail: 'The server gave an answer that cannot be read.', reference })
}
