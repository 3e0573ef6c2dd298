import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** Who may look: a code that works once gives a session, and then there is a new code. Sessions end with the server at the latest. */
export interface SignIn {
  /** The one that works now. */
  readonly code: string
  readonly cookieName: string
  /** The session for this code, or undefined: wrong or used. */
  redeem(code: string): string | undefined
  /** The session of this cookie, which lives on by being used. */
  sessionOf(cookie: string | undefined): Session | undefined
  /** False when there was none. */
  end(cookie: string | undefined): boolean
  /** Called when a code was used: there is another one now. */
  onRedeemed(listener: () => void): void
}

export interface Session {
  /** Aborts when it has ended. */
  readonly ended: AbortSignal
}

interface OpenSession extends Session {
  readonly stop: AbortController
  readonly lapse: () => void
  usedAt: number
}

export interface SessionLimits {
  /** So long after it was last used a session ends. */
  readonly idleMs: number
  /** More browsers than this, and the one that was used least recently is signed out. */
  readonly sessions: number
}

const LIMITS: SessionLimits = { idleMs: 24 * 3_600_000, sessions: 32 }

export function createSignIn(port: number, { idleMs, sessions: max }: SessionLimits = LIMITS, now: () => number = Date.now): SignIn {
  const sessions = new Map<string, OpenSession>()
  const listeners: (() => void)[] = []
  let code = newSecret()

  function open(): string {
    const secret = newSecret()
    const stop = new AbortController()
    sessions.set(digest(secret), { stop, ended: stop.signal, lapse: () => stop.abort(), usedAt: now() })
    for (const [key] of [...sessions].slice(0, Math.max(0, sessions.size - max))) close(key)
    return secret
  }

  function close(key: string): boolean {
    sessions.get(key)?.lapse()
    return sessions.delete(key)
  }

  function find(cookie: string | undefined): OpenSession | undefined {
    const key = digest(cookie ?? '')
    const session = sessions.get(key)
    if (session === undefined) return undefined
    if (now() - session.usedAt > idleMs) return void close(key)
    // To the end of the list: the first is the one that was used least recently.
    session.usedAt = now()
    sessions.delete(key)
    sessions.set(key, session)
    return session
  }

  return {
    get code() {
      return code
    },
    // Cookies do not tell ports apart: two dashboards on one machine must not sign each other out.
    cookieName: `claw-session-${port}`,
    redeem: (given) => {
      if (!timingSafeEqual(Buffer.from(digest(given)), Buffer.from(digest(code)))) return undefined
      code = newSecret()
      const session = open()
      for (const listener of listeners) listener()
      return session
    },
    sessionOf: find,
    end: (cookie) => close(digest(cookie ?? '')),
    onRedeemed: (listener) => void listeners.push(listener),
  }
}

function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

// Looked for by their digest: how long that takes tells nothing about the secret.
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
