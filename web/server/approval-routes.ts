import { Hono } from 'hono'
import * as z from 'zod/mini'
import type { App } from '../../src/app/app-port.ts'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { APPROVAL_SCOPES } from '../../src/protocol/approval.ts'
import { planChangeSchema } from '../../src/protocol/plan-change.ts'
import type { ApprovalRow, GrantEvaluation } from '../../src/view/rows.ts'
import { requireId } from './ids.ts'
import { problemResponse } from './problem.ts'
import { choiceOf, countOf } from './query-values.ts'
import { readBody } from './read-body.ts'

const STATUSES = ['pending', 'approved', 'denied', 'expired', 'answered'] as const
const MAX_TEXT = 10_000

const answerBody = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved'), scope: z.enum(APPROVAL_SCOPES), plan: z.optional(planChangeSchema) }),
  z.strictObject({ decision: z.literal('denied'), note: z.optional(z.string().check(z.maxLength(MAX_TEXT))) }),
  z.strictObject({ decision: z.literal('answered'), answer: z.string().check(z.minLength(1), z.maxLength(MAX_TEXT)) }),
])

export function approvalRoutes(app: App): Hono {
  return new Hono()
    .get('/', async (c) => {
      const status = choiceOf(c.req.query('status'), STATUSES)
      const approvals = await app.listApprovals({
        limit: countOf(c.req.query('limit'), 100, 500),
        ...(status === undefined ? {} : { status }),
      })
      return c.json({ approvals })
    })
    .post('/:id', async (c) => {
      const approval_id = requireId(c.req.param('id'))
      const decided = await decide(app, approval_id, await readBody(c, answerBody))
      if (decided !== undefined) return c.json({ approval: decided, evaluation: await evaluation(app, decided) })
      const { status, decided_by } = await app.getApproval(approval_id)
      return problemResponse(409, `It was ${status} before${decided_by === null ? '' : ` by ${decided_by}`}.`, 'ALREADY_DECIDED')
    })
}

/** Of what was saved: whether it holds for the very call. */
async function evaluation(app: App, { approval_id, scope }: ApprovalRow): Promise<GrantEvaluation | null> {
  if (scope !== 'window' && scope !== 'always') return null
  return (await app.evaluateApproval(approval_id)) ?? null
}

/** The first answer wins, wherever it was given. */
async function decide(app: App, approval_id: string, body: z.infer<typeof answerBody>): Promise<ApprovalRow | undefined> {
  switch (body.decision) {
    case 'approved':
      return app.decideApproval(approval_id, {
        decision: 'approved',
        scope: body.scope,
        ...(body.plan === undefined ? {} : { plan: body.plan }),
      })
    case 'denied':
      return app.decideApproval(approval_id, { decision: 'denied', ...(body.note === undefined ? {} : { note: body.note }) })
    case 'answered':
      return app.answerQuestion(approval_id, body.answer)
    default:
      throw new ClawError('USAGE', `unknown decision ${JSON.stringify(body satisfies never)}`)
  }
}
