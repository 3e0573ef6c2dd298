import type { Context, MiddlewareHandler } from 'hono'
import type { App } from '../../src/app/app-port.ts'
import type { CreationAnswer } from '../../src/app/creations/creation-functions-port.ts'
import { sha256 } from '../../src/kernel/hash.ts'
import { problemResponse } from './problem.ts'

export interface IdempotencyOptions {
  /**
   * Whether a request whose answer was lost with the process may be carried out again: because the app itself makes the thing only once for a key, or
   * because a second try finds the first. Else nobody knows what became of it, and that is said.
   */
  readonly again: boolean
}

const KEPT_HEADERS = ['content-type', 'location', 'etag'] as const
/** What a header may hold without escapes; draft-ietf-httpapi-idempotency-key-header has it in quotes, which are part of the key here. */
const KEY = /^[\x21-\x7e]{1,200}$/

/**
 * `Idempotency-Key` on what makes something: the same key and the same request give the same answer, also after a crash, and nothing is made
 * twice. What failed leaves no trace, so that it may be tried again.
 */
export function idempotency(app: Pick<App, 'beginCreation' | 'endCreation'>, { again }: IdempotencyOptions): MiddlewareHandler {
  return async (c, next) => {
    const key = c.req.header('idempotency-key')
    if (key === undefined || c.req.method !== 'POST') return next()
    if (!KEY.test(key))
      return problemResponse({ status: 400, detail: 'A key has 1 to 200 visible ASCII characters.', code: 'USAGE', fix: 'Take a UUID.' })
    const found = await app.beginCreation({ key, fingerprint: await fingerprintOf(c), again })
    switch (found.state) {
      case 'new':
        return carryOut(key, c, next)
      case 'done':
        return toResponse(found.answer)
      case 'other':
        return problemResponse({ status: 422, detail: 'This key belongs to another request.', code: 'KEY_REUSED', fix: 'Take a new key.' })
      case 'under_way':
        return problemResponse({ status: 409, detail: 'The request with this key is under way.', code: 'KEY_BUSY', fix: 'Ask again soon.' })
      case 'cut_off':
        return problemResponse({
          status: 409,
          detail: 'claw died while it carried out the request with this key; whether it was done is not known.',
          code: 'KEY_CUT_OFF',
          fix: 'Look whether it was done; if not, send it with a new key.',
        })
      default:
        return found satisfies never
    }

    async function carryOut(made: string, context: Context, go: () => Promise<void>): Promise<void> {
      try {
        await go()
      } catch (error) {
        await app.endCreation(made, null)
        throw error
      }
      await app.endCreation(made, context.res.ok ? await toAnswer(context.res) : null)
    }
  }
}

/** Of the whole request: method, address, what it edits, and body. */
async function fingerprintOf({ req }: Context): Promise<string> {
  const { pathname, search } = new URL(req.url)
  return sha256(`${req.method} ${pathname}${search} ${req.header('if-match') ?? ''}\n${await req.text()}`)
}

async function toAnswer(response: Response): Promise<CreationAnswer> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = response.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return { status: response.status, headers: Object.fromEntries(headers), body: await response.clone().text() }
}

function toResponse({ status, headers, body }: CreationAnswer): Response {
  return new Response(body, { status, headers: { ...headers, 'idempotency-replayed': 'true' } })
}
