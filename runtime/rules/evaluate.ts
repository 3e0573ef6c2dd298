import jsonata from 'jsonata'
import { type Json, type JsonObject, toJson } from '../../src/kernel/json.ts'
import { HELPERS } from './helpers.ts'
import { RuleError } from './rule-error.ts'

/** What an expression sees; `item` only in a step with `each`. */
export interface Scope {
  readonly slots: JsonObject
  readonly steps: JsonObject
  readonly inputs: JsonObject
  readonly item?: Json
}

const TIME_MS = 5000
const DEPTH = 400

/** Evaluates JSONata over the scope, within a time and a depth. Nothing is `null`. Throws RuleError. */
export async function evaluate(expression: string, scope: Scope): Promise<Json> {
  try {
    const compiled = jsonata(expression)
    guard(compiled)
    for (const [name, helper] of Object.entries(HELPERS)) compiled.registerFunction(name, helper)
    return toJson(await compiled.evaluate(scope))
  } catch (error) {
    if (error instanceof RuleError) throw error
    throw new RuleError('RULE_STEP_FAILED', `An expression of the recipe failed: ${messageOf(error)}`)
  }
}

function guard(compiled: jsonata.Expression): void {
  const deadline = Date.now() + TIME_MS
  let depth = 0
  const enter = (): void => {
    depth += 1
    if (depth > DEPTH) throw new RuleError('RULE_STEP_FAILED', 'An expression of the recipe is nested too deeply.')
    if (Date.now() > deadline) throw new RuleError('RULE_STEP_FAILED', 'An expression of the recipe takes too long.')
  }
  const leave = (): void => {
    depth -= 1
  }
  // The library looks its hooks up under symbols, its types know names only.
  compiled.assign(Symbol.for('jsonata.__evaluate_entry') as unknown as string, enter)
  compiled.assign(Symbol.for('jsonata.__evaluate_exit') as unknown as string, leave)
}

function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message)
  return String(error)
}
