import { createRoute, z } from '@hono/zod-openapi'
import { endpointOf } from '../../../src/config/setup/endpoint-of.ts'
import { engineText } from '../../../src/config/setup/engine-in-use.ts'
import type { SetupPlace } from '../../../src/view/menu/places/setup/setup-io.ts'
import { ProblemError } from '../problem.ts'
import { createRouter } from '../router.ts'
import { bodyOf, jsonOf } from '../schemas/json-of.ts'
import {
  modelsSchema,
  modelTestSchema,
  modelTrialSchema,
  type SetupPlaceRow,
  setupListSchema,
  setupPlacesSchema,
  setupWishSchema,
  toWish,
} from '../schemas/setting-schema.ts'
import { webSetupDesk } from '../settings/setup-desk.ts'
import type { RenewedApp } from '../settings/web-settings.ts'

const tags = ['Models']
const model = z.string().min(1).max(200)
const lines = z.object({ lines: z.array(z.string()) })

const look = createRoute({
  method: 'get',
  path: '/',
  tags,
  summary: 'The models of the provider in use with price and window, servers of this machine, and why the engine is what it is',
  responses: { 200: jsonOf(modelsSchema, 'The provider is asked for its list.') },
})

const test = createRoute({
  method: 'post',
  path: '/test',
  tags,
  summary: 'Whether the model in use answers: by its list, or with `call` by a tiny call that may cost something',
  request: { body: bodyOf(z.strictObject({ call: z.boolean() })) },
  responses: { 200: jsonOf(modelTestSchema, 'How it went.') },
})

const tryOut = createRoute({
  method: 'post',
  path: '/try',
  tags,
  summary: 'Text, a tool call and structured output, each by a real call',
  request: { body: bodyOf(z.strictObject({ model })) },
  responses: { 200: jsonOf(z.object({ trials: z.array(modelTrialSchema) }), 'How they went.') },
})

const use = createRoute({
  method: 'post',
  path: '/use',
  tags,
  summary: 'Take a model of the provider in use from the next run on',
  request: { body: bodyOf(z.strictObject({ model })) },
  responses: { 200: jsonOf(lines, 'What counts from now on.') },
})

const places = createRoute({
  method: 'get',
  path: '/setup',
  tags,
  summary: 'Everybody who could answer: providers, servers of this machine, nobody',
  responses: { 200: jsonOf(setupPlacesSchema, 'And who does at present.') },
})

const list = createRoute({
  method: 'post',
  path: '/setup/list',
  tags,
  summary: 'The models of a place that is not saved yet',
  request: { body: bodyOf(setupWishSchema) },
  responses: { 200: jsonOf(setupListSchema, 'Or what is wrong with address or key.') },
})

const tryPlace = createRoute({
  method: 'post',
  path: '/setup/test',
  tags,
  summary: 'Try a place, key and model before they are saved',
  request: { body: bodyOf(setupWishSchema) },
  responses: { 200: jsonOf(modelTestSchema, 'How it went.') },
})

const save = createRoute({
  method: 'post',
  path: '/setup/save',
  tags,
  summary: 'Save provider, model, address and key, when they answer a trial; null: work without a language model',
  request: { body: bodyOf(z.strictObject({ wish: setupWishSchema.nullable() })) },
  responses: { 200: jsonOf(lines, 'What counts from now on.') },
})

export function modelRoutes(renewed: RenewedApp) {
  return createRouter()
    .openapi(look, async (c) => {
      const { lookAtModels } = await import('../../../src/app/setup/look-at-models.ts')
      const desk = webSetupDesk(renewed, c.req.raw.signal)
      const { provider, rows, servers, problem, why } = await lookAtModels(desk)
      const told = { provider, model: desk.config.model, problem }
      return c.json({ ...told, rows: [...rows], servers: [...servers], why: [...why] }, 200)
    })
    .openapi(test, async (c) => {
      const desk = webSetupDesk(renewed, c.req.raw.signal)
      const { call } = c.req.valid('json')
      return c.json(await (await desk.tools()).test(endpointOf(desk.config), { call, signal: desk.signal }), 200)
    })
    .openapi(tryOut, async (c) => {
      const { tryModel } = await import('../../../src/app/setup/look-at-models.ts')
      return c.json({ trials: [...(await tryModel(c.req.valid('json').model, webSetupDesk(renewed, c.req.raw.signal)))] }, 200)
    })
    .openapi(use, async (c) => {
      const { takeModel } = await import('../../../src/app/setup/look-at-models.ts')
      const desk = webSetupDesk(renewed, c.req.raw.signal)
      const engine = await takeModel(c.req.valid('json').model, desk)
      await desk.renewed()
      return c.json({ lines: engineText(engine) }, 200)
    })
    .openapi(places, async (c) => {
      const { present, places: found } = await (await setUp()).setupPlaces(webSetupDesk(renewed, c.req.raw.signal))
      return c.json({ present, places: found.map(toPlaceRow) }, 200)
    })
    .openapi(list, async (c) =>
      c.json(await (await setUp()).setupModels(toWish(c.req.valid('json')), webSetupDesk(renewed, c.req.raw.signal)), 200),
    )
    .openapi(tryPlace, async (c) => {
      const tried = await (await setUp()).setupTest(toWish(c.req.valid('json')), webSetupDesk(renewed, c.req.raw.signal))
      return c.json(tried.test, 200)
    })
    .openapi(save, async (c) => {
      const { wish } = c.req.valid('json')
      const desk = webSetupDesk(renewed, c.req.raw.signal)
      if (wish !== null) await requireAnswer(wish, desk)
      const saved = await (await setUp()).setupSave(wish === null ? null : toWish(wish), desk)
      await desk.renewed()
      return c.json({ lines: [...saved.lines] }, 200)
    })
}

/** Nothing is saved that does not answer. Throws a problem with what the trial says. */
async function requireAnswer(wish: z.infer<typeof setupWishSchema>, desk: ReturnType<typeof webSetupDesk>): Promise<void> {
  const { test: trial } = await (await setUp()).setupTest(toWish(wish), desk)
  if (trial.ok) return
  const { message = trial.detail, code = 'MODEL_UNAVAILABLE', fix = 'claw models test' } = trial.error ?? {}
  throw new ProblemError({ status: 422, detail: `Nothing was saved: ${message}`, code, fix })
}

function toPlaceRow({ baseUrl, ...place }: SetupPlace): SetupPlaceRow {
  return { ...place, base_url: baseUrl ?? null, address_asked: baseUrl === undefined }
}

function setUp() {
  return import('../../../src/app/setup/set-up.ts')
}
