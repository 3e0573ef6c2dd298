import { isJsonObject, type Json, tryParseJson } from '../../kernel/json.ts'
import type { CriterionCheck } from '../../protocol/criterion.ts'
import { checkText } from '../../protocol/criterion-text.ts'
import type { ToolCallResult } from '../../protocol/messages.ts'
import type { SubtaskRecord } from '../../store/records.ts'
import { resultText } from '../result-text.ts'
import type { RunContext } from '../run-context.ts'
import { type CheckCall, checkCall } from './check-call.ts'
import type { PlacedCriterion, Ruling } from './verdicts-of.ts'

const COMMAND_SECONDS = 300

const HOW = {
  file_exists: 'file exists',
  not_empty: 'is not empty',
  command: 'command exits 0',
  json_matches: 'JSON matches',
  text_contains: 'text contains',
} as const satisfies Record<CriterionCheck['kind'], string>

/** One check, and what it found. What is denied or cannot run leaves the criterion open, with the reason: never met, and not unmet either. */
export async function runCheck(
  context: RunContext,
  row: SubtaskRecord,
  criterion: PlacedCriterion,
  check: CriterionCheck,
): Promise<Ruling> {
  const call = (tool: CheckCall['tool'], args: CheckCall['args']): Promise<ToolCallResult> =>
    checkCall(context, row, { n: criterion.n, tool, args, reason: `Checks the criterion: ${criterion.text}` })
  const { verdict, reason } = await decide(check, row.result, call)
  return { verdict, how: HOW[check.kind], reason }
}

type Call = (tool: CheckCall['tool'], args: CheckCall['args']) => Promise<ToolCallResult>
type Finding = Omit<Ruling, 'how'>

function decide(check: CriterionCheck, result: Json, call: Call): Promise<Finding> {
  switch (check.kind) {
    case 'file_exists':
      return fileExists(check.path, call)
    case 'command':
      return commandExits0(check.cmd, call)
    case 'not_empty':
    case 'json_matches':
    case 'text_contains':
      return contentFits(check, result, call)
    default:
      return check satisfies never
  }
}

async function fileExists(path: string, call: Call): Promise<Finding> {
  const answer = await call('file_io', { op: 'stat', path })
  if (answer.ok) return { verdict: 'met', reason: `${path}: there` }
  return isMissing(answer) ? { verdict: 'not_met', reason: `${path}: not there` } : unchecked(answer)
}

async function commandExits0(cmd: string, call: Call): Promise<Finding> {
  const answer = await call('terminal', { cmd, timeout_s: COMMAND_SECONDS })
  const ended = answer.ok || answer.error?.code === 'TOOL_FAILED'
  const exit = ended && isJsonObject(answer.result) ? answer.result['exit_code'] : undefined
  // Without an exit code nobody knows: a person may have said that a command in doubt is done.
  if (typeof exit !== 'number') return unchecked(answer)
  if (exit === 0) return { verdict: 'met', reason: `${cmd}: exit code 0` }
  return { verdict: 'not_met', reason: `${cmd}: exit code ${exit}${lastWords(answer.result)}` }
}

const WORDS_CHARACTERS = 300

// What the next attempt can act on.
function lastWords(result: Json | undefined): string {
  const printed = isJsonObject(result) ? `${String(result['stdout'] ?? '')}\n${String(result['stderr'] ?? '')}`.trim() : ''
  return printed === '' ? '' : `: ${printed.slice(-WORDS_CHARACTERS)}`
}

type ContentCheck = Extract<CriterionCheck, { kind: 'not_empty' | 'json_matches' | 'text_contains' }>

async function contentFits(check: ContentCheck, result: Json, call: Call): Promise<Finding> {
  if (check.path === undefined) return judgeContent(check, { value: result, text: resultText(result), cut: false })
  const answer = await call('file_io', { op: 'read', path: check.path })
  if (isMissing(answer)) return { verdict: 'not_met', reason: `${check.path}: not there` }
  if (!answer.ok || !isJsonObject(answer.result)) return unchecked(answer)
  const { content, truncated } = answer.result
  const cut = truncated === true || answer.truncated !== undefined
  return judgeContent(check, { value: undefined, text: typeof content === 'string' ? content : '', cut })
}

interface Content {
  /** undefined: the text alone counts. */
  readonly value: Json | undefined
  readonly text: string
  /** There is more of it. */
  readonly cut: boolean
}

async function judgeContent(check: ContentCheck, content: Content): Promise<Finding> {
  const what = checkText(check)
  if (check.kind === 'json_matches') return judgeJson(check, content)
  const holds = check.kind === 'not_empty' ? content.text.trim() !== '' : content.text.toLowerCase().includes(check.text.toLowerCase())
  if (!holds && content.cut) return { verdict: 'open', reason: `not checked: only the beginning of ${check.path ?? 'it'} could be read` }
  return { verdict: holds ? 'met' : 'not_met', reason: `${what}: ${holds ? 'yes' : 'no'}` }
}

async function judgeJson({ path, schema }: Extract<ContentCheck, { kind: 'json_matches' }>, content: Content): Promise<Finding> {
  const place = path ?? 'the result'
  if (content.cut) return { verdict: 'open', reason: `not checked: ${place} is too large to be read at once` }
  const parsed =
    typeof content.value === 'object' && content.value !== null ? { ok: true as const, value: content.value } : readJson(content.text)
  if (!parsed.ok) return { verdict: 'not_met', reason: `${place} is not JSON` }
  const { matchJson } = await import('./match-json.ts')
  const match = matchJson(parsed.value, schema)
  if (match.ok) return { verdict: 'met', reason: `${place}: matches` }
  return {
    verdict: match.schemaIsBad ? 'open' : 'not_met',
    reason: match.schemaIsBad ? `not checked: ${match.reason}` : `${place}: ${match.reason}`,
  }
}

const FENCED = /^\s*```(?:json)?\s*\n([\s\S]*?)\n\s*```\s*$/

// Models like to fence what they answer.
function readJson(text: string): ReturnType<typeof tryParseJson> {
  return tryParseJson(FENCED.exec(text)?.[1] ?? text)
}

function isMissing(answer: ToolCallResult): boolean {
  return answer.error?.code === 'PATH_NOT_FOUND'
}

function unchecked({ error }: ToolCallResult): Finding {
  return { verdict: 'open', reason: `not checked: ${error?.message ?? 'what came of it was not kept'}` }
}
