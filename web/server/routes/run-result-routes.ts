import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { attachment } from '../download/attachment.ts'
import { createRouter } from '../router.ts'
import { hexId } from '../schemas/ids.ts'
import { jsonOf } from '../schemas/json-of.ts'

const ofCall = z.object({
  id: hexId,
  subtask: z.string().min(1).max(200),
  attempt: z.coerce.number<string>().int().min(1),
  intent: z.string().min(1).max(200),
})
const MAX_SHOWN = 4 * 1024 * 1024

const PATH = '/{id}/results/{subtask}/{attempt}/{intent}'
const tags = ['Runs']

const whole = createRoute({
  method: 'get',
  path: PATH,
  tags,
  summary: 'What a tool call answered, uncut: events hold the beginning of a long one',
  request: { params: ofCall },
  responses: {
    200: jsonOf(
      z.object({ text: z.string(), characters: z.number(), cut: z.boolean() }),
      'JSON text. `cut`: it is longer than a page may show; save it instead.',
    ),
  },
})

const raw = createRoute({
  method: 'get',
  path: `${PATH}/raw`,
  tags,
  summary: 'The same as a file to be saved',
  request: { params: ofCall },
  responses: { 200: { description: 'JSON text.', content: { 'application/octet-stream': { schema: z.string() } } } },
})

export function runResultRoutes(app: Pick<App, 'wholeResult'>) {
  const textOf = ({ id, subtask, attempt, intent }: z.infer<typeof ofCall>): Promise<string> =>
    app.wholeResult(id, { subtask_id: subtask, attempt, intent_id: intent })
  return createRouter()
    .openapi(whole, async (c) => {
      const text = await textOf(c.req.valid('param'))
      return c.json({ text: text.slice(0, MAX_SHOWN), characters: text.length, cut: text.length > MAX_SHOWN }, 200)
    })
    .openapi(raw, async (c) => {
      const call = c.req.valid('param')
      return attachment(new TextEncoder().encode(await textOf(call)), { name: `result-${call.id}-${call.intent}.json` })
    })
}
