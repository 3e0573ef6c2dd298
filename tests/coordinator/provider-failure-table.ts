import { DIALECTS, type DialectName } from '../helpers/dialects/dialects.ts'
import type { ScriptedReply } from '../helpers/scripted-model.ts'

/** How a provider is named and reached in the environment of claw. */
export const PROVIDERS: Readonly<Record<DialectName, (url: string) => Readonly<Record<string, string>>>> = {
  openai: (url) => ({ OPENAI_API_KEY: 'sk-table', OPENAI_BASE_URL: url }),
  anthropic: (url) => ({ ANTHROPIC_API_KEY: 'sk-ant-table', ANTHROPIC_BASE_URL: url }),
  gemini: (url) => ({ GEMINI_API_KEY: 'AIza-table', GEMINI_BASE_URL: url }),
  ollama: (url) => ({ CLOSED_CLAW_LLM_PROVIDER: 'ollama', OLLAMA_BASE_URL: url, CLOSED_CLAW_LLM_MODEL: 'gpt-4o-mini' }),
}

export interface FailureRow {
  readonly what: string
  /** What the provider answers instead, as often as it is asked. */
  readonly reply: ScriptedReply
  readonly env?: Readonly<Record<string, string>>
  readonly exit: number
  /** Code of the run's error; null: the run goes on and completes. */
  readonly code: string | null
  /** How `claw resume` goes on once the provider is well again: with the very call that failed, or with a new attempt; null: it does not. */
  readonly resumes: 'call' | 'attempt' | null
  /** Providers whose API cannot say this. */
  readonly not?: readonly DialectName[]
}

const now = { 'retry-after': '0' }

/** Each failure that a provider is known for, and what a run makes of it. */
export const FAILURES: readonly FailureRow[] = [
  { what: '401', reply: { error: { status: 401, message: 'wrong key' } }, exit: 4, code: 'MODEL_KEY_REJECTED', resumes: 'call' },
  { what: '402', reply: { error: { status: 402, message: 'no credit' } }, exit: 4, code: 'MODEL_RATE_LIMITED', resumes: 'call' },
  { what: '429', reply: { error: { status: 429, headers: now } }, exit: 4, code: 'MODEL_RATE_LIMITED', resumes: 'call' },
  { what: '503', reply: { error: { status: 503, headers: now } }, exit: 4, code: 'MODEL_UNAVAILABLE', resumes: 'call' },
  { what: 'slow', reply: { fault: 'hang' }, env: { CLOSED_CLAW_LLM_TIMEOUT_SEC: '1' }, exit: 4, code: 'MODEL_TIMEOUT', resumes: 'call' },
  { what: 'half a stream', reply: { fault: 'half_stream' }, exit: 4, code: 'MODEL_BAD_RESPONSE', resumes: 'call' },
  { what: 'a cut connection', reply: { fault: 'cut_stream' }, exit: 4, code: 'MODEL_UNAVAILABLE', resumes: 'call' },
  { what: 'a web page', reply: { fault: 'garbage' }, exit: 4, code: 'MODEL_BAD_RESPONSE', resumes: 'call' },
  { what: 'a tool that is not there', reply: { tool_calls: [{ name: 'no_such_tool', args: {} }] }, exit: 0, code: null, resumes: null },
  {
    what: 'arguments that are not JSON',
    reply: { tool_calls: [{ name: 'file_io', args: '{"op": ' }] },
    exit: 0,
    code: null,
    resumes: null,
    not: ['gemini', 'ollama'],
  },
  { what: 'arguments of a wrong kind', reply: { tool_calls: [{ name: 'file_io', args: { op: 7 } }] }, exit: 0, code: null, resumes: null },
  { what: 'an empty message', reply: { text: '' }, exit: 4, code: 'MODEL_BAD_RESPONSE', resumes: 'attempt' },
  { what: 'a refusal', reply: { refusal: 'I will not.' }, exit: 1, code: 'MODEL_REFUSED', resumes: null, not: ['ollama'] },
  {
    what: 'the content filter',
    reply: { text: 'Half of', finish_reason: 'content_filter' },
    exit: 1,
    code: 'MODEL_REFUSED',
    resumes: null,
    not: ['ollama'],
  },
  {
    what: 'a prompt too long',
    reply: { error: { status: 400, code: 'context_length_exceeded', message: 'prompt is too long: maximum context length is 10 tokens' } },
    exit: 4,
    code: 'MODEL_CONTEXT_LENGTH',
    resumes: 'attempt',
  },
]

/** The line of docs/MODELS.md about it. */
export function failureLine({ what, exit, code, resumes, not = [] }: FailureRow): string {
  const end = code === null ? 'the agent is told, and goes on' : `\`${code}\`, exit ${exit}`
  const after = { call: 'goes on with that call', attempt: 'goes on with a new attempt' }
  const left = resumes === null ? (code === null ? '' : '`claw fork`') : `\`claw resume\` ${after[resumes]}`
  return `| ${what}${not.length > 0 ? ` (not ${not.join(', ')})` : ''} | ${end} | ${left} |`
}

export function rowsOf(dialect: DialectName): FailureRow[] {
  return FAILURES.filter(({ not = [] }) => !not.includes(dialect))
}

export const DIALECT_NAMES = Object.keys(DIALECTS) as DialectName[]
