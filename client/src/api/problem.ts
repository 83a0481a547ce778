import type { components } from './schema.gen'

export type ProblemBody = components['schemas']['Problem']

/** A refusal by the server, or no answer at all. `code` is stable; `detail` is a sentence for people, in the language of the page. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly reference: string | undefined
  readonly errors: NonNullable<ProblemBody['errors']>

  constructor(body: Pick<ProblemBody, 'status' | 'code' | 'detail'> & Partial<ProblemBody>) {
    super(body.detail)
    this.status = body.status
    this.code = body.code
    this.reference = body.reference
    this.errors = body.errors ?? []
  }
}

/** The code of a request that reached nobody: no line, or the server is away. */
export const unreachable = 'request.unreachable'

/** True for a refusal with this code. */
export const isProblem = (error: unknown, code: string): error is Problem => error instanceof Problem && error.code === code
