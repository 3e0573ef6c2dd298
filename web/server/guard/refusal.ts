import { type ProblemFacts, problemResponse } from '../problem.ts'

const RULES = 'docs/WEB.md, "The guard", tells what a request has to be like.'

/** Why a request goes no further. `rule` stands in the audit log as `web.<rule>`. */
export interface Refusal {
  readonly status: number
  readonly rule: string
  readonly detail: string
  readonly fix?: string
}

export function refusalFacts({ status, rule, detail, fix = RULES }: Refusal): ProblemFacts {
  return { status, detail, code: `WEB_${rule.toUpperCase().replaceAll('-', '_')}`, fix }
}

export function refusalResponse(refusal: Refusal): Response {
  return problemResponse(refusalFacts(refusal))
}
