import { isErrorCode } from '../src/kernel/error-codes.ts'
import { isJsonObject, type Json, type JsonObject, own } from '../src/kernel/json.ts'
import type { AgentResponse, Artifact, TaskRequest, ToolCallResult } from '../src/protocol/messages.ts'
import type { RecipeProgram, RecipeStep } from '../src/protocol/recipe.ts'
import { evaluate, type Scope } from './rules/evaluate.ts'
import { RuleError } from './rules/rule-error.ts'
import { toolFailure } from './rules/tool-failure.ts'

export interface RunRulesOptions {
  readonly request: TaskRequest
  readonly callTool: (tool: string, args: JsonObject, reason: string) => Promise<ToolCallResult>
  readonly progress: (text: string) => void
}

export type RulesResponse = Omit<AgentResponse, 'type'>

const MAX_ITEMS = 40

/** Carries out a filled recipe: its steps in order, then its answer. An expected failure is a response, a bug throws. */
export async function runRules(options: RunRulesOptions): Promise<RulesResponse> {
  const program = options.request.recipe
  const state = { calls: 0, artifacts: [] as Artifact[] }
  try {
    if (!program) throw new RuleError('RULE_STEP_FAILED', 'The request has no recipe: the rules engine cannot work without one.')
    const scope = await startScope(program, options.request)
    for (const step of program.steps) await runStep(step, scope, options, state)
    const answer = await evaluate(program.answer, scope)
    if (isJsonObject(answer) && typeof answer['error'] === 'string') throw new RuleError('RULE_STEP_FAILED', answer['error'])
    return { status: 'ok', result: answer, artifacts: state.artifacts, memory_updates: [], metrics: { tool_calls: state.calls } }
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return {
      status: 'error',
      result: null,
      artifacts: state.artifacts,
      memory_updates: [],
      error_code: error.code,
      error_message: error.message,
      metrics: { tool_calls: state.calls },
    }
  }
}

/** A slot `{"$ref": expression}` takes its value from the results of the subtasks before. */
async function startScope(program: RecipeProgram, request: TaskRequest): Promise<Scope> {
  const given = own(request.context, 'inputs')
  const inputs = isJsonObject(given) ? given : {}
  const slots: JsonObject = {}
  for (const [name, value] of Object.entries(program.slots)) {
    const ref = isJsonObject(value) ? value['$ref'] : undefined
    slots[name] = typeof ref === 'string' ? await evaluate(ref, { slots: {}, steps: {}, inputs }) : value
    if (typeof ref === 'string' && slots[name] === null)
      throw new RuleError('RULE_STEP_FAILED', `The step before found nothing that could be the ${name} here.`)
  }
  return { slots, steps: {}, inputs }
}

async function runStep(
  step: RecipeStep,
  scope: Scope,
  options: RunRulesOptions,
  state: { calls: number; artifacts: Artifact[] },
): Promise<void> {
  if (step.when !== undefined && !(await isTrue(step.when, scope))) return
  options.progress(step.reason)
  if (step.each === undefined) {
    scope.steps[step.id] = await callOnce(step, scope, options, state)
    return
  }
  const items = await evaluate(step.each, scope)
  const list = Array.isArray(items) ? items : items === null ? [] : [items]
  if (list.length > MAX_ITEMS)
    throw new RuleError('RULE_STEP_FAILED', `${list.length} calls would be needed; at most ${MAX_ITEMS} are made.`)
  const results: Json[] = []
  for (const item of list) results.push(await callOnce(step, { ...scope, item }, options, state))
  scope.steps[step.id] = results
}

async function isTrue(expression: string, scope: Scope): Promise<boolean> {
  const value = await evaluate(expression, scope)
  return value !== null && value !== false && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0)
}

async function callOnce(
  step: RecipeStep,
  scope: Scope,
  options: RunRulesOptions,
  state: { calls: number; artifacts: Artifact[] },
): Promise<Json> {
  const args: JsonObject = {}
  for (const [name, value] of Object.entries(step.args)) {
    const filled = await fillArgument(value, scope)
    if (filled !== null) args[name] = filled
  }
  state.calls += 1
  const answer = await options.callTool(step.tool, args, step.reason)
  if (!answer.ok) {
    const failure = toolFailure(step.tool, args, answer, options.request.run_id)
    throw new RuleError(isErrorCode(failure.code) ? failure.code : 'RULE_STEP_FAILED', failure.message)
  }
  if (answer.truncated)
    throw new RuleError(
      'RULE_STEP_FAILED',
      `The result of ${step.tool} is ${answer.truncated.bytes} bytes long: too much to answer from exactly.`,
    )
  const result = answer.result ?? null
  if (step.tool === 'file_io') state.artifacts.push(...writtenFile(args, result))
  return result
}

/** `=expression`, `==literal`, or the value as it is; inside of lists and objects too. */
async function fillArgument(value: Json, scope: Scope): Promise<Json> {
  if (typeof value === 'string')
    return value.startsWith('==') ? value.slice(1) : value.startsWith('=') ? evaluate(value.slice(1), scope) : value
  if (Array.isArray(value)) return Promise.all(value.map((item) => fillArgument(item, scope)))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    await Promise.all(Object.entries(value).map(async ([key, item]) => [key, await fillArgument(item, scope)] as const)),
  )
}

function writtenFile(args: JsonObject, result: Json): Artifact[] {
  if ((args['op'] !== 'write' && args['op'] !== 'append') || !isJsonObject(result) || typeof result['path'] !== 'string') return []
  const { sha256, bytes } = result
  return [{ path: result['path'], ...(typeof sha256 === 'string' ? { sha256 } : {}), ...(typeof bytes === 'number' ? { bytes } : {}) }]
}
