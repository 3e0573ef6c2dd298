import { OpenAPIHono } from '@hono/zod-openapi'
import { problemResponse } from './problem.ts'

/** A router whose routes say what they take and give; what does not fit is told as a problem, each fault with its place. */
export function createRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (result.success) return undefined
      const place = result.target === 'json' ? 'body' : result.target
      const errors = result.error.issues.map(({ path, message }) => ({ pointer: `/${path.map(String).join('/')}`, detail: message }))
      const detail = `The ${place} does not fit: ${errors.map((one) => `${one.pointer} ${one.detail}`).join('; ')}`
      return problemResponse({ status: 400, detail, code: 'USAGE', fix: 'See /api/openapi.json.', errors })
    },
  })
}
