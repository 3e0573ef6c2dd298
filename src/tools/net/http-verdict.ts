import { STATUS_CODES } from 'node:http'
import type { JsonObject } from '../../kernel/json.ts'
import type { ToolOutcome } from '../define-tool.ts'

export const USER_AGENT = 'closed-claw'
const FIRST_OK = 200
const FIRST_BAD = 400
const WORTH_TRYING_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504])

/** 200-399 is an answer, everything else a failure that carries the answer. */
export function httpVerdict(status: number, url: string, result: JsonObject): ToolOutcome {
  if (status >= FIRST_OK && status < FIRST_BAD) return { ok: true, result }
  const message = `${new URL(url).host} answered ${status} ${STATUS_CODES[status] ?? ''}`.trim()
  return { ok: false, error: { code: 'TOOL_FAILED', message: `${message}.`, retryable: WORTH_TRYING_AGAIN.has(status) }, result }
}
