import type { Json, JsonObject } from '../../src/kernel/json.ts'
import type { CapsuleHost, IntentBody } from '../../src/protocol/capsule-host.ts'
import type { IntentAnswer, ModelToolCall, TaskRequest, ToolSpec, WireError } from '../../src/protocol/messages.ts'

type Body<T extends IntentBody['type']> = Extract<IntentBody, { type: T }>

export interface ModelSays {
  readonly content?: string
  readonly calls?: readonly (readonly [name: string, args: Json, id?: string])[]
  readonly error?: WireError
  /** Tokens that the model counted in its prompt. */
  readonly counted?: number
}

export interface FakeHostOptions {
  readonly model: (turn: number, intent: Body<'model_call_intent'>) => ModelSays
  readonly tool?: (intent: Body<'tool_call_intent'>, n: number) => Promise<Answered> | Answered
  readonly answer?: string
}

export type Answered = { ok: true; result: Json; ref?: string } | { ok: false; error: WireError; result?: Json }

export interface FakeHost extends CapsuleHost {
  readonly intents: (IntentBody & { id: string })[]
  readonly told: string[]
  of<T extends IntentBody['type']>(type: T): Body<T>[]
}

/** A host without a process: answers by functions, and keeps every intent in the order in which it was asked. */
export function fakeHost(options: FakeHostOptions): FakeHost {
  const intents: (IntentBody & { id: string })[] = []
  const told: string[] = []
  const of = <T extends IntentBody['type']>(type: T): Body<T>[] => intents.filter((intent) => intent.type === type) as unknown as Body<T>[]

  async function answer(intent: IntentBody, id: string): Promise<IntentAnswer> {
    switch (intent.type) {
      case 'model_call_intent':
        return modelAnswer(id, options.model(of('model_call_intent').length, intent))
      case 'tool_call_intent':
        return toolAnswer(id, await (options.tool?.(intent, of('tool_call_intent').length) ?? { ok: true, result: 'fine' }))
      case 'memory_query_intent':
        return { type: 'memory_query_result', id, items: [{ id: 'm1', kind: 'fact', text: `about ${intent.query}`, score: 1 }] }
      case 'ask_user_intent':
        return { type: 'user_answer', id, ...(options.answer === undefined ? { timed_out: true } : { answer: options.answer }) }
      case 'delegate_intent':
        return { type: 'delegate_result', id, ok: true, result: `did ${intent.task}` }
      default:
        throw new Error(`unexpected ${intent.type}`)
    }
  }

  return {
    intents,
    told,
    of,
    progress: (text) => void told.push(text),
    ask: ((intent: IntentBody) => {
      const id = String(intents.length + 1)
      intents.push({ ...structuredClone(intent), id })
      return answer(intent, id)
    }) as CapsuleHost['ask'],
  }
}

function modelAnswer(id: string, says: ModelSays): IntentAnswer {
  if (says.error) return { type: 'model_call_result', id, ok: false, error: says.error }
  const calls = (says.calls ?? []).map(([name, args, given], index): ModelToolCall => ({ id: given ?? `call_${id}_${index}`, name, args }))
  const usage = says.counted === undefined ? {} : { usage: { input_tokens: says.counted, output_tokens: 1 } }
  return { type: 'model_call_result', id, ok: true, message: { content: says.content ?? '', tool_calls: calls }, ...usage }
}

function toolAnswer(id: string, answered: Answered): IntentAnswer {
  const { ok, result } = answered
  if (!ok) return { type: 'tool_call_result', id, ok, error: answered.error, ...(result !== undefined && { result }) }
  return {
    type: 'tool_call_result',
    id,
    ok,
    result: answered.result,
    ...(answered.ref !== undefined && { truncated: { bytes: 9, ref: answered.ref } }),
  }
}

const spec = (name: string): ToolSpec => ({ name, description: `${name}.`, input_schema: { type: 'object' } as JsonObject, effect: 'read' })

export function taskRequest(more: Partial<TaskRequest> = {}): TaskRequest {
  return {
    type: 'task_request',
    protocol: 1,
    run_id: 'abcdefabcdef',
    subtask_id: 's1',
    attempt: 1,
    agent: { agent_id: 'file-analyst', name: 'File analyst', description: 'Looks at files.' },
    task: 'How many files are here?',
    context: {},
    system_prompt: 'You are the file analyst.',
    tools: [spec('file_io'), spec('terminal')],
    limits: { steps: 12, tool_calls: 50, timeout_ms: 60_000, line_bytes: 1024 * 1024 },
    engine: 'model',
    memories: [],
    prior_failures: [],
    ...more,
  }
}
