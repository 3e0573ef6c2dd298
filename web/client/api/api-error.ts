import type { Problem } from '../../server/problem.ts'

/** A refused or failed request, as the server tells it (RFC 9457). */
export class ApiError extends Error {
  /** 0: there was no answer. */
  readonly status: number
  readonly code: string
  /** A command or a sentence that helps; '' when there is none. */
  readonly fix: string
  /** Where the request does not fit. */
  readonly errors: readonly FieldError[]

  constructor({ status, detail, code, fix, errors = [] }: ApiErrorFacts, options?: ErrorOptions) {
    super(detail, options)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.fix = fix
    this.errors = errors
  }
}

export interface FieldError {
  /** A JSON pointer: `/task`. */
  readonly pointer: string
  readonly detail: string
}

type ApiErrorFacts = Pick<Problem, 'status' | 'detail' | 'code' | 'fix'> & { readonly errors?: readonly FieldError[] | undefined }
