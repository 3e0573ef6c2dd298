import type { AcceptanceCriterion, CriterionCheck } from './criterion.ts'

export interface Criterion {
  readonly text: string
  readonly check?: CriterionCheck
}

export function toCriterion(criterion: AcceptanceCriterion): Criterion {
  if (typeof criterion === 'string') return { text: criterion }
  return criterion.check === undefined ? { text: criterion.text } : { text: criterion.text, check: criterion.check }
}

/** As an agent and a person read it: what must hold, and how that is checked. */
export function criterionText(criterion: AcceptanceCriterion): string {
  const { text, check } = toCriterion(criterion)
  return check === undefined ? text : `${text} (check: ${checkText(check)})`
}

export function checkText(check: CriterionCheck): string {
  switch (check.kind) {
    case 'file_exists':
      return `file ${check.path} exists`
    case 'not_empty':
      return `${placeOf(check.path)} is not empty`
    case 'command':
      return `\`${check.cmd}\` exits 0`
    case 'json_matches':
      return `${placeOf(check.path)} is JSON that matches ${JSON.stringify(check.schema)}`
    case 'text_contains':
      return `${placeOf(check.path)} contains "${check.text}"`
    default:
      return check satisfies never
  }
}

function placeOf(path: string | undefined): string {
  return path === undefined ? 'the result' : `file ${path}`
}
