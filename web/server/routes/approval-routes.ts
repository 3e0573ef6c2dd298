import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { APPROVAL_SCOPES } from '../../../src/protocol/approval.ts'
import { type PlanChange, planChangeSchema } from '../../../src/protocol/plan-change.ts'
import type { ApprovalRow, GrantEvaluation } from '../../../src/view/rows.ts'
import type { ListedRun } from '../../../src/view/run-list.ts'
import { given } from '../given.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { APPROVAL_KINDS, APPROVAL_STATUSES, approvalPageSchema, approvalSchema, evaluationSchema } from '../schemas/approval-schema.ts'
import { changesSchema } from '../schemas/change-preview-schema.ts'
import { fromMini } from '../schemas/from-mini.ts'
import { byId, hexId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { limitOf, someOf, wanted } from '../schemas/query.ts'
import { listedRunSchema } from '../schemas/run-schema.ts'

const MAX_TEXT = 10_000
const tags = ['Approvals']
const planChange: z.ZodType<PlanChange> = fromMini(planChangeSchema)

const answerSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved'), scope: z.enum(APPROVAL_SCOPES), plan: planChange.optional() }),
  z.strictObject({ decision: z.literal('denied'), note: z.string().max(MAX_TEXT).optional() }),
  z.strictObject({ decision: z.literal('answered'), answer: z.string().min(1).max(MAX_TEXT) }),
])

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'What was asked, newest first',
  request: {
    query: z.strictObject({
      limit: limitOf(100, 500),
      after: hexId.optional(),
      status: someOf(APPROVAL_STATUSES),
      kind: someOf(APPROVAL_KINDS),
      agent: wanted(),
      text: wanted(),
      run: hexId.optional(),
    }),
  },
  responses: { 200: jsonOf(approvalPageSchema, 'Requests and questions, and how the runs stand that asked.') },
})

const one = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'One request or question, answered or not',
  request: byId,
  responses: { 200: jsonOf(z.object({ approval: approvalSchema, run: listedRunSchema.nullable() }), 'As it stands.') },
})

const changes = createRoute({
  method: 'get',
  path: '/{id}/changes',
  tags,
  summary: 'What the files would become, as they stand now, by the call that waits for its answer',
  request: byId,
  responses: {
    200: jsonOf(changesSchema, 'None for a call that changes no file, or that was answered.'),
  },
})

const decide = createRoute({
  method: 'post',
  path: '/{id}',
  tags,
  summary: 'Approve, deny or answer; the first answer wins, wherever it is given',
  request: { ...byId, body: bodyOf(answerSchema) },
  responses: {
    200: jsonOf(
      z.object({ approval: approvalSchema, evaluation: evaluationSchema.nullable(), run: listedRunSchema.nullable() }),
      '`evaluation`: whether what was saved holds for the very call; null when nothing was saved. `run`: how its run stands now.',
    ),
  },
})

export function approvalRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => {
      const { run, limit, ...query } = c.req.valid('query')
      const found = await app.listApprovals({ ...given({ ...query, run_id: run }), limit: limit + 1 })
      const approvals = found.slice(0, limit)
      const next = found.length > limit ? (approvals.at(-1)?.approval_id ?? null) : null
      return c.json({ approvals, next, runs: await runsOf(app, approvals) }, 200)
    })
    .openapi(one, async (c) => {
      const approval = await app.getApproval(c.req.valid('param').id)
      return c.json({ approval, run: (await runsOf(app, [approval]))[0] ?? null }, 200)
    })
    .openapi(changes, async (c) => c.json({ changes: await app.approvalChanges(c.req.valid('param').id) }, 200))
    .openapi(decide, async (c) => {
      const { id } = c.req.valid('param')
      const decided = await tell(app, id, c.req.valid('json'))
      if (decided === undefined) throw await decidedBefore(app, id)
      return c.json({ approval: decided, evaluation: await evaluation(app, decided), run: (await runsOf(app, [decided]))[0] ?? null }, 200)
    })
}

/** The runs that asked, each once: whether anybody is there who goes on after the answer. */
async function runsOf(app: App, approvals: readonly ApprovalRow[]): Promise<ListedRun[]> {
  const ids = [...new Set(approvals.map(({ run_id }) => run_id))]
  return ids.length === 0 ? [] : [...(await app.pageRuns({ ids, limit: ids.length })).runs]
}

async function decidedBefore(app: App, approval_id: string): Promise<ProblemError> {
  const { status, decided_by } = await app.getApproval(approval_id)
  const by = decided_by === null ? '' : ` by ${decided_by}`
  const fix = `claw approvals ${approval_id}`
  return new ProblemError({ status: 409, detail: `It was ${status} before${by}.`, code: 'ALREADY_DECIDED', fix })
}

/** Of what was allowed for longer: whether it holds for the very call. It was answered already: no failure may hide that. */
async function evaluation(app: App, { approval_id, status, scope }: ApprovalRow): Promise<GrantEvaluation | null> {
  if (status !== 'approved' || scope === null || scope === 'once') return null
  try {
    return (await app.evaluateApproval(approval_id)) ?? null
  } catch (error) {
    if (error instanceof ClawError) return null
    throw error
  }
}

async function tell(app: App, approval_id: string, body: z.infer<typeof answerSchema>): Promise<ApprovalRow | undefined> {
  switch (body.decision) {
    case 'approved':
      return app.decideApproval(approval_id, { decision: 'approved', scope: body.scope, ...given({ plan: body.plan }) })
    case 'denied':
      return app.decideApproval(approval_id, { decision: 'denied', ...given({ note: body.note }) })
    case 'answered':
      return app.answerQuestion(approval_id, body.answer)
    default:
      throw new ClawError('USAGE', `unknown decision ${JSON.stringify(body satisfies never)}`)
  }
}
