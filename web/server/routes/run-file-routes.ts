import { basename } from 'node:path'
import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import type { RunFileAddress } from '../../../src/app/runs/files/run-file-functions-port.ts'
import { attachment } from '../download/attachment.ts'
import { runImage } from '../download/run-image.ts'
import { zipFile } from '../download/zip-file.ts'
import { given } from '../given.ts'
import { createRouter } from '../router.ts'
import { byId } from '../schemas/ids.ts'
import { jsonOf } from '../schemas/json-of.ts'
import { RUN_FILE_SIDES, runFileDiffSchema, runFileSchema, runFileTextSchema } from '../schemas/run-file-schema.ts'

const tags = ['Run files']
const changeId = z.coerce.number<string>().int().min(1)
const ofFile = z.strictObject({ path: z.string().min(1).max(4096), side: z.enum(RUN_FILE_SIDES), change: changeId.optional() })
const bytes = (type: string) => ({ [type]: { schema: z.string().openapi({ format: 'binary' }) } })

const list = createRoute({
  method: 'get',
  path: '/{id}/files',
  tags,
  summary: 'The files that a run changed or named as its result',
  request: byId,
  responses: { 200: jsonOf(z.object({ files: z.array(runFileSchema) }), 'By path.') },
})

const diff = createRoute({
  method: 'get',
  path: '/{id}/files/diff',
  tags,
  summary: 'What changed in a file: from before one change to after the same or a later one',
  request: { ...byId, query: z.strictObject({ from: changeId, to: changeId }) },
  responses: { 200: jsonOf(runFileDiffSchema, 'A unified diff, secrets masked.') },
})

const text = createRoute({
  method: 'get',
  path: '/{id}/files/text',
  tags,
  summary: 'What a file of a run holds, or held before or after a change',
  request: { ...byId, query: ofFile },
  responses: { 200: jsonOf(runFileTextSchema, 'Its text, when it is one.') },
})

const raw = createRoute({
  method: 'get',
  path: '/{id}/files/raw',
  tags,
  summary: 'The same as a file to be saved',
  request: { ...byId, query: ofFile },
  responses: { 200: { description: 'Always an attachment.', content: bytes('application/octet-stream') } },
})

const image = createRoute({
  method: 'get',
  path: '/{id}/files/image',
  tags,
  summary: 'The same as an image, when it is one by its first bytes',
  request: { ...byId, query: ofFile },
  responses: { 200: { description: 'PNG, JPEG, WebP or GIF.', content: bytes('image/*') } },
})

const bundle = createRoute({
  method: 'get',
  path: '/{id}/export',
  tags,
  summary: 'The run as an archive: its document, events, journal in short and artifacts',
  request: byId,
  responses: { 200: { description: 'What `claw export` writes, as a ZIP file.', content: bytes('application/zip') } },
})

export function runFileRoutes(app: App) {
  return createRouter()
    .openapi(list, async (c) => c.json({ files: await app.runFiles(c.req.valid('param').id) }, 200))
    .openapi(diff, async (c) => c.json(await app.runFileDiff(c.req.valid('param').id, c.req.valid('query')), 200))
    .openapi(text, async (c) => c.json(await app.runFileText(c.req.valid('param').id, addressOf(c.req.valid('query'))), 200))
    .openapi(raw, async (c) => {
      const { path, ...place } = c.req.valid('query')
      const content = await app.runFileBytes(c.req.valid('param').id, addressOf({ path, ...place }))
      return attachment(new Uint8Array(content), { name: basename(path) })
    })
    .openapi(image, async (c) => runImage(await app.runFileBytes(c.req.valid('param').id, addressOf(c.req.valid('query')))))
    .openapi(bundle, async (c) => {
      const { id } = c.req.valid('param')
      return attachment(zipFile(await app.exportTexts(id)), { name: `claw-run-${id}.zip`, type: 'application/zip' })
    })
}

function addressOf({ path, side, change }: z.infer<typeof ofFile>): RunFileAddress {
  return { path, side, ...given({ change }) }
}
