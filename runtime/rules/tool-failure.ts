import { isJsonObject, type JsonObject } from '../../src/kernel/json.ts'
import type { ToolCallResult } from '../../src/protocol/messages.ts'

/** Of what a command printed, a person sees this much of the end of either stream. */
const SHOWN_LINES = 10
const SHOWN_CHARACTERS = 500

/** The tool's own words, with the last that a command printed before it failed. */
export function toolFailure(tool: string, args: JsonObject, answer: ToolCallResult, run_id: string): { code: string; message: string } {
  const code = answer.error?.code ?? 'RULE_STEP_FAILED'
  const said = missingPath(code, args) ?? answer.error?.message ?? `${tool} failed without a reason.`
  const result = isJsonObject(answer.result) ? answer.result : {}
  const printed = [result['stdout'], result['stderr']].flatMap((text) =>
    typeof text === 'string' && text.trim() !== '' ? [text.trim()] : [],
  )
  const fresh = printed.filter((text) => !said.includes(text))
  if (fresh.length === 0) return { code, message: said }
  const subject = typeof args['cmd'] === 'string' ? ` (${args['cmd']})` : ''
  const ends = fresh.map(endOf)
  const whole = ends.some((end, index) => end !== fresh[index]) ? [`(the end only; the whole output: claw runlog ${run_id})`] : []
  return { code, message: [`${said}${subject}`, ...ends, ...whole].join('\n') }
}

function endOf(text: string): string {
  return text.split('\n').slice(-SHOWN_LINES).join('\n').slice(-SHOWN_CHARACTERS)
}

/** The path as the person wrote it. */
function missingPath(code: string, args: JsonObject): string | undefined {
  const path = args['path'] ?? args['db_path']
  return code === 'PATH_NOT_FOUND' && typeof path === 'string' ? `There is nothing at “${path}”.` : undefined
}
