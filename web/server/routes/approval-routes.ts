import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { APPROVAL_SCOPES } from '../../../src/protocol/approval.ts'
import { type PlanChange, planChangeSchema } from '../../../src/protocol/plan-change.ts'
import type { ApprovalRow, GrantEvaluation } from '../../../src/view/rows.ts'
import { given } from '../given.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { APPROVAL_STATUSES, approvalSchema, evaluationSchema } from '../schemas/approval-schema.ts'
import { fromMini } from '../schemas/from-mini.ts'
import { byId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { limitOf } from '../schemas/query.ts'

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
  request: { query: z.object({ limit: limitOf(100, 500), status: z.enum(APPROVAL_STATUSES).optional() }) },
  responses: { 200: jsonOf(z.object({ approvals: z.array(approvalSchema) }), 'Requests and questions.') },
})

const decide = createRoute({
  method: 'post',
  path: '/{id}',
  tags,
  summary: 'Approve, deny or answer; the first answer wins, wherever it is given',
  request: { ...byId, body: bodyOf(answerSchema) },
  responses: {
    200: jsonOf(
      z.object({ approval: approvalSchema, evaluation: evaluationSchema.nullable() }),
      '`evaluation`: whether what was saved holds for the very call; null when nothing was saved.',
    ),
  },
})

export function approvalRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => c.json({ approvals: await app.listApprovals(given(c.req.valid('query'))) }, 200))
    .openapi(decide, async (c) => {
      const { id } = c.req.valid('param')
      const decided = await tell(app, id, c.req.valid('json'))
      if (decided === undefined) throw await decidedBefore(app, id)
      return c.json({ approval: decided, evaluation: await evaluation(app, decided) }, 200)
    })
}

async function decidedBefore(app: App, approval_id: string): Promise<ProblemError> {
  const { status, decided_by } = await app.getApproval(approval_id)
  const by = decided_by === null ? '' : ` by ${decided_by}`
  return new ProblemError({ status: 409, detail: `It was ${status} before${by}.`, code: 'ALREADY_DECIDED' })
}

/** Of what was saved: whether it holds for the very call. */
async function evaluation(app: App, { approval_id, scope }: ApprovalRow): Promise<GrantEvaluation | null> {
  if (scope !== 'window' && scope !== 'always') return null
  return (await app.evaluateApproval(approval_id)) ?? null
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
