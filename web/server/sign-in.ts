import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may look: a code that works once gives a session, and then there is a new code; sessions live as long as the server. */
export interface SignIn {
  /** The one that works now. */
  readonly code: string
  readonly cookieName: string
  /** The session for this code, or undefined: wrong or used. */
  redeem(code: string): string | undefined
  knows(session: string | undefined): boolean
}

export function createSignIn(port: number): SignIn {
  const newCode = (): string => randomBytes(24).toString('base64url')
  const sessions: Buffer[] = []
  let code = newCode()
  return {
    get code() {
      return code
    },
    // Cookies do not tell ports apart: two dashboards on one machine must not sign each other out.
    cookieName: `claw-session-${port}`,
    redeem: (given) => {
      if (!same(digest(given), digest(code))) return undefined
      code = newCode()
      const session = randomBytes(32).toString('base64url')
      sessions.push(digest(session))
      return session
    },
    knows: (session) => session !== undefined && sessions.some((known) => same(known, digest(session))),
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

function same(a: Buffer, b: Buffer): boolean {
  return timingSafeEqual(a, b)
}
