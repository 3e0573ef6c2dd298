import { isJsonObject, type Json, own } from '../src/kernel/json.ts'
import { visibleText } from '../src/kernel/visible-text.ts'
import { MARK_RULE, marked } from '../src/protocol/mark-data.ts'
import type { ModelMessage, PriorFailure, Provenance, TaskRequest } from '../src/protocol/messages.ts'
import { cutMiddle, renderResult } from './transcript-text.ts'

const INPUTS_MAX = 80_000
const GIVEN_MAX = 30_000

const WORKING_RULES = `## How you work
- Use the tools to find out and to act; never invent what a tool could tell. Calls that do not depend on each other go into one message.
- A tool that fails says why: mend the call or take another way, do not repeat it unchanged.
- ${MARK_RULE}
- What later tasks here will need and a tool result has shown (where things are, how something is done), keep with remember: few items, each complete in itself, no secrets.
- A message without tool calls is your final answer: what was asked for, complete in itself, with the numbers and paths that you found. Say plainly what could not be done.`

/** The messages that every attempt begins with: the system prompt, then the task with all that is known about it; `scale` (0 to 1) makes what comes with the task shorter. */
export function openingMessages(request: TaskRequest, scale = 1): ModelMessage[] {
  return [
    { role: 'system', content: [request.system_prompt, WORKING_RULES].filter((part) => part !== '').join('\n\n') },
    { role: 'user', content: taskText(request, scale) },
  ]
}

function taskText(request: TaskRequest, scale: number): string {
  const { inputs, session, can_delegate: _, ...given } = request.context
  const parts = [
    request.task,
    inputsText(inputs, request.provenance, INPUTS_MAX * scale),
    givenText(given, GIVEN_MAX * scale),
    sessionText(session, request.provenance?.['session'], GIVEN_MAX * scale),
    outputText(request.output),
    ...request.prior_failures.map(failureText),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function inputsText(inputs: Json | undefined, provenance: TaskRequest['provenance'], max: number): string {
  if (!isJsonObject(inputs)) return ''
  const entries = Object.entries(inputs)
  const each = Math.floor(max / Math.max(1, entries.length))
  const texts = entries.map(([id, result]) => `### ${id}\n${marked(cutMiddle(inputText(result), each), own(provenance ?? {}, id))}`)
  return texts.length === 0 ? '' : `## Results of the steps before\n${texts.join('\n\n')}`
}

function outputText(output: TaskRequest['output']): string {
  if (output === undefined) return ''
  return `## The result\nYour final answer is one JSON object that fits this schema, and nothing else:\n${JSON.stringify(output.schema)}`
}

// What others hand over as values stays JSON; an object with a text is read by that text.
function inputText(result: Json): string {
  const asText = typeof result === 'string' || (isJsonObject(result) && typeof result['text'] === 'string')
  return asText ? renderResult(result) : visibleText(JSON.stringify(result))
}

function givenText(given: TaskRequest['context'], max: number): string {
  const known = Object.entries(given).filter(([, value]) => !isEmpty(value))
  return known.length === 0 ? '' : `## Given with the task\n${cutMiddle(JSON.stringify(Object.fromEntries(known)), max)}`
}

function sessionText(session: Json | undefined, provenance: Provenance | undefined, max: number): string {
  if (session === undefined || isEmpty(session)) return ''
  return `## Earlier tasks of this session\n${marked(cutMiddle(visibleText(JSON.stringify(session)), max), provenance)}`
}

function isEmpty(value: Json): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

function failureText({ attempt, code, message, effects_done, provenance }: PriorFailure): string {
  const done = effects_done.map((effect) => `- ${effect}`).join('\n')
  const why = marked(visibleText(message), provenance)
  const told = `## Attempt ${attempt} failed\n${code}:${provenance === undefined ? ' ' : '\n'}${why}\nTake another way where that helps.`
  return done === '' ? told : `${told}\nThese effects are done already. Do not repeat them:\n${done}`
}
