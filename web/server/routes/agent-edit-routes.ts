import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { requireMatch } from '../if-match.ts'
import { createRouter } from '../router.ts'
import {
  agentTextsSchema,
  agentVersionSchema,
  editableAgentSchema,
  editPreviewSchema,
  lintFindingSchema,
  savedAgentSchema,
} from '../schemas/agent-edit-schema.ts'
import { idempotencyKey } from '../schemas/idempotency-schema.ts'
import { agentId, byAgentId, nothing } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'

const tags = ['Agents']
const ifMatch = z.object({
  'if-match': z.string().optional().openapi({ description: 'The ETag of its texts. Missing: 428; another: 412.' }),
})
const byVersion = { params: z.object({ id: agentId, version: z.coerce.number<string>().int().min(1).max(999_999_999) }) }

const texts = createRoute({
  method: 'get',
  path: '/{id}/texts',
  tags,
  summary: 'manifest.json and skill.md of an agent as they are, also of a broken one',
  request: byAgentId,
  responses: { 200: jsonOf(editableAgentSchema, 'Its ETag is the digest.') },
})

const save = createRoute({
  method: 'put',
  path: '/{id}/texts',
  tags,
  summary: 'Save manifest.json and skill.md; the former ones become a version',
  request: { ...byAgentId, headers: ifMatch, body: bodyOf(agentTextsSchema) },
  responses: { 200: jsonOf(savedAgentSchema, 'What was changed.') },
})

const preview = createRoute({
  method: 'post',
  path: '/{id}/texts/check',
  tags,
  summary: 'What would come of saving these texts; nothing is written',
  request: { ...byAgentId, body: bodyOf(agentTextsSchema) },
  responses: { 200: jsonOf(editPreviewSchema, 'Problems, warnings, and what it could do more.') },
})

const lint = createRoute({
  method: 'get',
  path: '/{id}/lint',
  tags,
  summary: 'What is wrong with an agent, and what would serve it better',
  request: byAgentId,
  responses: { 200: jsonOf(z.object({ findings: z.array(lintFindingSchema) }), 'As `claw agent lint`.') },
})

const versions = createRoute({
  method: 'get',
  path: '/{id}/versions',
  tags,
  summary: 'Earlier forms of an agent, newest first',
  request: byAgentId,
  responses: { 200: jsonOf(z.object({ versions: z.array(agentVersionSchema) }), 'At most 20 are kept.') },
})

const version = createRoute({
  method: 'get',
  path: '/{id}/versions/{version}',
  tags,
  summary: 'The texts of an earlier form',
  request: byVersion,
  responses: { 200: jsonOf(agentTextsSchema, 'Its two files.') },
})

const restore = createRoute({
  method: 'post',
  path: '/{id}/versions/{version}/restore',
  tags,
  summary: 'Put an earlier form back; the present one becomes a version',
  parameters: [idempotencyKey],
  request: { ...byVersion, headers: ifMatch, body: bodyOf(nothing) },
  responses: { 200: jsonOf(savedAgentSchema, 'What was changed.') },
})

/** Changing the texts of an agent. An edit names the digest that it was made from: of two at once none is lost. */
export function agentEditRoutes(app: App) {
  return createRouter()
    .openapi(texts, async (c) => {
      const agent = await app.agentTexts(c.req.valid('param').id)
      c.header('etag', `"${agent.digest}"`)
      return c.json(agent, 200)
    })
    .openapi(save, async (c) => {
      const { id } = c.req.valid('param')
      const { digest } = await app.agentTexts(id)
      requireMatch(c, `"${digest}"`)
      const saved = await app.saveAgent(id, { texts: c.req.valid('json'), expected: digest })
      c.header('etag', `"${saved.digest_after}"`)
      return c.json(saved, 200)
    })
    .openapi(preview, async (c) => c.json(await app.previewEdit(c.req.valid('param').id, c.req.valid('json')), 200))
    .openapi(lint, async (c) => c.json({ findings: [...(await app.lintAgent(c.req.valid('param').id)).findings] }, 200))
    .openapi(versions, async (c) => c.json({ versions: [...(await app.agentVersions(c.req.valid('param').id))] }, 200))
    .openapi(version, async (c) => {
      const { id, version: n } = c.req.valid('param')
      return c.json(await app.versionTexts(id, n), 200)
    })
    .openapi(restore, async (c) => {
      const { id, version: n } = c.req.valid('param')
      const { digest } = await app.agentTexts(id)
      requireMatch(c, `"${digest}"`)
      const { restored: _, ...saved } = await app.restoreVersion(id, n)
      c.header('etag', `"${saved.digest_after}"`)
      return c.json(saved, 200)
    })
}
