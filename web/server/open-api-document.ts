import type { OpenAPIHono } from '@hono/zod-openapi'
import { clawVersion } from '../../src/config/claw-version.ts'

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457. `code` and `fix` are those of the command line; `errors` says where a request does not fit.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    fix: { type: 'string' },
    fault: { type: 'string', description: 'Under which id an internal error was kept.' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { pointer: { type: 'string' }, detail: { type: 'string' } }, required: ['pointer', 'detail'] },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'fix'],
} as const

const REFUSED = {
  description: 'It did not work, and why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** The routes as OpenAPI 3.1, made from themselves. */
export function openApiDocument(api: OpenAPIHono): object {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'claw dashboard',
      version: clawVersion(),
      description:
        'Signed in by the session cookie; what changes something is `application/json`, names its origin, and comes from the dashboard itself.',
    },
  })
  return {
    ...document,
    components: { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } },
    paths: Object.fromEntries(Object.entries(document.paths ?? {}).map(([path, operations]) => [path, withProblems(operations)])),
  }
}

// Every route can refuse: said once here instead of at each of them.
function withProblems(operations: object): object {
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      { ...operation, responses: { ...operation.responses, default: REFUSED } },
    ]),
  )
}
