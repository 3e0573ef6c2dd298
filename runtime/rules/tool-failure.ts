import { isJsonObject, type JsonObject } from '../../src/kernel/json.ts'
import type { ToolCallResult } from '../../src/protocol/messages.ts'

const TAIL = 2000

/** The tool's own words, with what a command printed before it failed. */
export function toolFailure(tool: string, args: JsonObject, answer: ToolCallResult): { code: string; message: string } {
  const code = answer.error?.code ?? 'RULE_STEP_FAILED'
  const said = missingPath(code, args) ?? answer.error?.message ?? `${tool} failed without a reason.`
  const result = isJsonObject(answer.result) ? answer.result : {}
  const printed = [result['stdout'], result['stderr']].flatMap((text) =>
    typeof text === 'string' && text.trim() !== '' ? [text.trim().slice(-TAIL)] : [],
  )
  const fresh = printed.filter((text) => !said.includes(text))
  const subject = typeof args['cmd'] === 'string' ? ` (${args['cmd']})` : ''
  return { code, message: fresh.length === 0 ? said : `${said}${subject}\n${fresh.join('\n')}` }
}

/** The path as the person wrote it. */
function missingPath(code: string, args: JsonObject): string | undefined {
  const path = args['path'] ?? args['db_path']
  return code === 'PATH_NOT_FOUND' && typeof path === 'string' ? `There is nothing at “${path}”.` : undefined
}
