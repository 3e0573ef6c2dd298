import { createRoute, z } from '@hono/zod-openapi'
import type { App, CallToolOptions } from '../../../src/app/app-port.ts'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { ToolRequest } from '../../../src/view/policy-rows.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { agentId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { jsonObject, toolCallSchema, toolSchema, verdictSchema } from '../schemas/tool-schema.ts'

const tags = ['Tools']
const params = z.object({ name: z.string().regex(/^[a-z][a-z0-9_.-]{0,79}$/, 'is not the name of a tool') })
const request = { args: jsonObject, agent_id: agentId.optional() }

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'All core tools with the schema of their arguments',
  request: { query: z.strictObject({ agent: agentId.optional() }) },
  responses: { 200: jsonOf(z.object({ tools: z.array(toolSchema) }), '`allowed`: whether the agent of the query may use it.') },
})

const judge = createRoute({
  method: 'post',
  path: '/{name}/judge',
  tags,
  summary: 'What would become of a call; nothing is done',
  request: { params, body: bodyOf(z.strictObject(request)) },
  responses: { 200: jsonOf(verdictSchema, 'The decision, and the rules that led to it.') },
})

const call = createRoute({
  method: 'post',
  path: '/{name}/call',
  tags,
  summary: 'Carry a call out by the real executor, audited',
  parameters: [idempotencyKey],
  request: {
    params,
    body: bodyOf(
      z.strictObject({
        ...request,
        allow: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional(),
      }),
    ),
  },
  responses: { 200: jsonOf(toolCallSchema, 'What came of it, also when it was refused.') },
})

export function toolRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => c.json({ tools: await app.listTools(c.req.valid('query').agent) }, 200))
    .openapi(judge, async (c) => c.json(await app.judgeTool(toRequest(c.req.valid('param').name, c.req.valid('json'))), 200))
    .openapi(call, async (c) => {
      const { allow, ...asked } = c.req.valid('json')
      // Whoever closes the page ends the call.
      const options = { signal: c.req.raw.signal, ...given({ ask: allowing(allow) }) }
      return c.json(await app.callTool(toRequest(c.req.valid('param').name, asked), options), 200)
    })
}

function toRequest(tool: string, { args, agent_id }: { readonly args: JsonObject; readonly agent_id?: string | undefined }): ToolRequest {
  return { tool, args, ...given({ agent_id }) }
}

/** A yes holds for the very arguments that were shown. */
function allowing(args_hash: string | undefined): CallToolOptions['ask'] {
  return args_hash === undefined ? undefined : async (verdict) => verdict.args_hash === args_hash
}
