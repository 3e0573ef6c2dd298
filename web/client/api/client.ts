import { hc } from 'hono/client'
import type { Api } from '../../server/create-api.ts'

/** The routes of the server, with the types of what they take and answer: `ask(client.runs.$get({ query: { limit: '50' } }))`. */
export const client = hc<Api>('/').api
