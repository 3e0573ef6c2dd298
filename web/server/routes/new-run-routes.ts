import { createRoute } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import { draftOf } from '../../../src/app/runs/draft-of.ts'
import { optionChoices } from '../../../src/app/runs/option-choices.ts'
import { createRouter } from '../router.ts'
import { byId } from '../schemas/ids.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import { newRunSchema, toStartOptions } from '../schemas/new-run-schema.ts'
import { optionChoicesSchema, runDraftSchema, runPreviewSchema } from '../schemas/run-preview-schema.ts'

const tags = ['Runs']

const choices = createRoute({
  method: 'get',
  path: '/choices',
  tags,
  summary: 'What the options of a new run can be, and what holds where nothing is chosen',
  responses: { 200: jsonOf(optionChoicesSchema, 'Choices.') },
})

const draft = createRoute({
  method: 'get',
  path: '/draft/{id}',
  tags,
  summary: 'What a run was started with, filled in, to be changed and started anew',
  request: byId,
  responses: { 200: jsonOf(runDraftSchema, 'Its task, and the values of the fields of the form.') },
})

const preview = createRoute({
  method: 'post',
  path: '/preview',
  tags,
  summary: 'Who would take a task, by which engine, and what is known of the price; nothing is done',
  request: { body: bodyOf(newRunSchema) },
  responses: { 200: jsonOf(runPreviewSchema, 'As of now.') },
})

/** What is asked before a run is started. */
export function newRunRoutes(app: App) {
  return createRouter()
    .openapi(choices, async (c) => c.json(await optionChoices(app), 200))
    .openapi(draft, async (c) => c.json(draftOf(await app.rerunOptions(c.req.valid('param').id)), 200))
    .openapi(preview, async (c) => c.json(await app.previewRun(toStartOptions(app, c.req.valid('json'))), 200))
}
