import { visibleText } from '../../kernel/visible-text.ts'
import type { Phase, Plan, Subtask } from '../../protocol/plan.ts'
import type { PlanInput } from '../planner.ts'
import { readCriteria } from './criterion-draft.ts'
import { type ModelVerdict, toVerdicts } from './judge-criteria.ts'
import { readOutputDraft } from './output-draft.ts'
import { type DraftSubtask, type PlanAnswer, planAnswerSchema } from './plan-schema.ts'
import { readJsonAnswer } from './read-json-answer.ts'

export type ReadPlan =
  | { readonly ok: true; readonly plan: Plan; readonly verdicts: readonly ModelVerdict[] }
  | { readonly ok: false; readonly errors: readonly string[] }

const TITLE_CHARACTERS = 200
const SHOWN_ISSUES = 5

/** Reads a model's answer as the plan of this phase, or says what is wrong with it in words that the model can act on. */
export function toPlan(content: string, input: PlanInput): ReadPlan {
  const json = readJsonAnswer(content)
  if (json === undefined) return { ok: false, errors: ['The answer is not one JSON object.'] }
  const parsed = planAnswerSchema.safeParse(json)
  if (!parsed.success) {
    return {
      ok: false,
      errors: parsed.error.issues.slice(0, SHOWN_ISSUES).map((issue) => `${issue.path.join('.') || 'answer'}: ${issue.message}`),
    }
  }
  const [phase, drafts] = chosenPhase(parsed.data, input.phase)
  const verdicts = toVerdicts(parsed.data.verdicts, input.judge ?? [])
  if (drafts.length === 0 && !mayBeEmpty(input, { verdicts })) return { ok: false, errors: ['The plan has no subtasks.'] }
  const errors = drafts.flatMap(draftErrors)
  if (errors.length > 0) return { ok: false, errors }
  return {
    ok: true,
    plan: { engine: 'model', phase, direct: false, reason: parsed.data.reason, subtasks: toSubtasks(drafts, phase, input) },
    verdicts,
  }
}

/** In place of a plan that went wrong there may be nothing better; and where what was found out does not hold, it is found out again first. */
export function mayBeEmpty({ replan }: PlanInput, { verdicts }: { readonly verdicts: readonly ModelVerdict[] }): boolean {
  return replan === true || verdicts.some((verdict) => !verdict.met)
}

// What must be found out comes first; the work is planned again when it is known.
function chosenPhase(answer: PlanAnswer, phase: Phase): [Phase, DraftSubtask[]] {
  if (phase === 'discovery' && answer.discovery.length > 0) return ['discovery', answer.discovery]
  return ['execution', answer.execution]
}

const PLAN_ID = /^[a-z][a-z0-9_-]{0,39}$/

function draftErrors(draft: DraftSubtask): string[] {
  const errors: string[] = []
  if (!PLAN_ID.test(draft.id))
    errors.push(`Subtask id '${draft.id.slice(0, 60)}' must be like s1: a small letter, then small letters, digits, _ or -.`)
  if (draft.task.trim() === '') errors.push(`Subtask '${draft.id.slice(0, 60)}' has no task.`)
  return [...errors, ...readCriteria(draft).errors, ...readOutputDraft(draft).errors]
}

// Models number each plan from s1: an id that was used before gets a letter in front, or a number behind.
function toSubtasks(drafts: readonly DraftSubtask[], phase: Phase, { discovered, taken_ids = [] }: PlanInput): Subtask[] {
  const used = new Set([...Object.keys(discovered), ...taken_ids])
  const taken = new Set([...used, ...drafts.map((draft) => draft.id)])
  const names = new Map([...new Set(drafts.map((draft) => draft.id))].map((id) => [id, used.has(id) ? freeId(id, taken) : id]))
  const rename = (id: string): string => names.get(id) ?? id
  return drafts.map((draft) => {
    const { output } = readOutputDraft(draft)
    return {
      id: rename(draft.id),
      phase,
      title: visibleText(draft.title.trim() || draft.task.trim()).slice(0, TITLE_CHARACTERS),
      task: draft.task,
      depends_on: [...new Set(draft.depends_on)].map((id) => (id === draft.id ? id : rename(id))),
      required_tools: [...new Set(draft.required_tools)],
      acceptance_criteria: readCriteria(draft).criteria,
      ...(output === undefined ? {} : { output }),
    }
  })
}

function freeId(id: string, taken: Set<string>): string {
  const short = id.slice(0, 34)
  const free = [`x-${short}`, ...Array.from({ length: taken.size }, (_, n) => `x-${short}-${n + 2}`)].find((name) => !taken.has(name))
  if (free === undefined) throw new TypeError('one of more names than are taken is free')
  taken.add(free)
  return free
}
