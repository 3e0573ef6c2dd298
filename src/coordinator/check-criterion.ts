import { lstatSync } from 'node:fs'
import { resolve } from 'node:path'
import { tryParseJson } from '../kernel/json.ts'

export interface CriterionVerdict {
  readonly verdict: 'met' | 'not_met' | 'open'
  /** The check that decided, or `model` when none can. */
  readonly how: string
  readonly reason: string
}

const FILE_EXISTS = /^(?:the )?file [`'"]?([^`'"]+?)[`'"]? (?:exists|was (?:written|created)|is (?:there|present))\.?$/i
const CONTAINS = /^(?:the )?(?:result|answer|output) (?:contains|mentions|includes) [`'"](.+)[`'"]\.?$/i
const IS_JSON = /^(?:the )?(?:result|answer|output) is (?:valid )?json\.?$/i
const NOT_EMPTY = /^(?:the )?(?:result|answer|output) is not empty\.?$/i

/** Decides an acceptance criterion where a check can; the others are left open for the model to judge. */
export function checkCriterion(criterion: string, result: string, workspace: string): CriterionVerdict {
  const file = FILE_EXISTS.exec(criterion)?.[1]
  if (file !== undefined) return verdict(exists(resolve(workspace, file)), 'file exists', file)
  const text = CONTAINS.exec(criterion)?.[1]
  if (text !== undefined) return verdict(result.toLowerCase().includes(text.toLowerCase()), 'text contains', text)
  if (IS_JSON.test(criterion)) return verdict(tryParseJson(result).ok, 'is JSON', 'the result')
  if (NOT_EMPTY.test(criterion)) return verdict(result.trim() !== '', 'is not empty', 'the result')
  return { verdict: 'open', how: 'model', reason: 'no check can decide it' }
}

function verdict(met: boolean, how: string, what: string): CriterionVerdict {
  return { verdict: met ? 'met' : 'not_met', how, reason: `${what}: ${met ? 'yes' : 'no'}` }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
