import { Worker } from 'node:worker_threads'
import { ClawError } from '../../kernel/claw-error.ts'
import type { LineMatcher } from './line-matcher.ts'

export interface MatchSettings {
  readonly pattern: string
  readonly flags: string
  /** Longer lines are looked at up to here. */
  readonly maxLine: number
}

export interface MatchRequest {
  readonly id: number
  readonly lines: readonly string[]
}

const MAX_PATTERN = 1000
const MAX_LINE = 10_000

/** Matches lines against an untrusted regular expression in a thread that is ended after `timeoutMs`, counted over the matcher's life. */
export function regexMatcher(
  { pattern, ignoreCase }: { pattern: string; ignoreCase: boolean },
  { workerPath, timeoutMs }: { workerPath: string; timeoutMs: number },
): LineMatcher {
  const settings: MatchSettings = { pattern, flags: flagsFor(pattern) + (ignoreCase ? 'i' : ''), maxLine: MAX_LINE }
  const worker = new Worker(workerPath, { workerData: settings, env: {}, resourceLimits: { maxOldGenerationSizeMb: 128 } })
  const waiting = new Map<number, { resolve: (hits: number[]) => void; reject: (error: Error) => void }>()
  let next = 0
  let failure: ClawError | undefined
  const fail = (error: ClawError): void => {
    failure ??= error
    for (const { reject } of waiting.values()) reject(failure)
    waiting.clear()
  }
  const timer = setTimeout(() => {
    fail(
      new ClawError('TOOL_TIMEOUT', `The search for /${pattern}/ took longer than ${timeoutMs} ms.`, {
        fix: 'Use a simpler expression, a literal text, or fewer files.',
      }),
    )
    void worker.terminate()
  }, timeoutMs)
  worker.on('message', ({ id, hits }: { id: number; hits: number[] }) => {
    waiting.get(id)?.resolve(hits)
    waiting.delete(id)
  })
  worker.on('error', (error) => fail(new ClawError('TOOL_FAILED', `The search failed: ${error.message}`, { cause: error })))
  worker.on('exit', () => fail(new ClawError('TOOL_FAILED', 'The search thread ended.')))
  worker.unref()

  return {
    match: (lines) => {
      if (failure !== undefined) return Promise.reject(failure)
      return new Promise((resolve, reject) => {
        next += 1
        waiting.set(next, { resolve, reject })
        worker.postMessage({ id: next, lines } satisfies MatchRequest)
      })
    },
    mayMatch: () => true,
    close: async () => {
      clearTimeout(timer)
      await worker.terminate()
    },
  }
}

// Strict first; older expressions with needless escapes are valid without the `u` flag only.
function flagsFor(pattern: string): string {
  if (pattern.length > MAX_PATTERN) throw new ClawError('TOOL_BAD_ARGS', `The expression has more than ${MAX_PATTERN} characters.`)
  if (isExpression(pattern, 'u')) return 'u'
  if (isExpression(pattern, '')) return ''
  throw new ClawError('TOOL_BAD_ARGS', `The pattern /${pattern}/ is no valid regular expression.`, {
    fix: 'Mend it, or search for the literal text with regex: false.',
  })
}

function isExpression(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) instanceof RegExp
  } catch {
    return false
  }
}
