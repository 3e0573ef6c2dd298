import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { createRouter } from '../router.ts'
import { acceptanceSchema, acceptedSchema } from '../schemas/agent-edit-schema.ts'
import { changesSchema } from '../schemas/change-preview-schema.ts'
import { bySkillId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { skillDetailSchema, skillRowSchema } from '../schemas/skill-schema.ts'

const tags = ['Skills']

const list = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'Skills with the agents that use them, rejected ones with their reason',
  responses: { 200: jsonOf(z.object({ skills: z.array(skillRowSchema) }), 'Skills.') },
})

const one = createRoute({
  method: 'get',
  path: '/{id}',
  tags,
  summary: 'A skill: its text, its recipes, how it stands to what it was',
  request: bySkillId,
  responses: { 200: jsonOf(z.object({ skill: skillDetailSchema }), 'The skill.') },
})

const changes = createRoute({
  method: 'get',
  path: '/{id}/changes',
  tags,
  summary: 'What changed in it since it was pinned, file by file',
  request: bySkillId,
  responses: { 200: jsonOf(changesSchema, 'Nothing of one that is as it was pinned.') },
})

const accept = createRoute({
  method: 'post',
  path: '/{id}/accept',
  tags,
  summary: 'Take a skill as it is now; `digest` is the one of its pin that was looked at',
  request: { ...bySkillId, body: bodyOf(acceptanceSchema) },
  responses: { 200: jsonOf(acceptedSchema, 'It is pinned as it is.') },
})

export function skillRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => c.json({ skills: await app.listSkills() }, 200))
    .openapi(one, async (c) => c.json({ skill: await app.getSkill(c.req.valid('param').id) }, 200))
    .openapi(changes, async (c) => c.json({ changes: await app.pinChanges('skill', c.req.valid('param').id) }, 200))
    .openapi(accept, async (c) => c.json(await app.acceptSkill(c.req.valid('param').id, c.req.valid('json').digest), 200))
}
