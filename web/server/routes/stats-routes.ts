import { createRoute, z } from '@hono/zod-openapi'
import type { App } from '../../../src/app/app-port.ts'
import type { StatsQuery } from '../../../src/app/stats/stats-port.ts'
import { MOST_BUCKETS, STATS_RANGES } from '../../../src/view/stats/stats-range.ts'
import { createRouter } from '../router.ts'
import { jsonOf } from '../schemas/json-of.ts'
import { moment } from '../schemas/query.ts'
import { statsSchema } from '../schemas/stats-schema.ts'

const stats = createRoute({
  method: 'get',
  path: '/',
  tags: ['System'],
  summary: 'How runs went over time, what failed, what is stuck',
  request: {
    query: z
      .strictObject({
        range: z.enum(STATS_RANGES).optional().openapi({ description: '24h when neither it nor a period is named.' }),
        since: moment,
        until: moment,
        bucket: z.coerce
          .number<string>()
          .int()
          .min(1)
          .optional()
          .openapi({ description: `Milliseconds of a piece; at most ${MOST_BUCKETS} pieces.` }),
      })
      .refine(({ since, until, bucket }) => [since, until, bucket].every(isGiven) || ![since, until, bucket].some(isGiven), {
        message: 'A period has since, until and bucket.',
      })
      .refine(({ range, since }) => range === undefined || since === undefined, { message: 'Either a range or a period.' }),
  },
  responses: { 200: jsonOf(statsSchema, 'Figures.') },
})

export function statsRoutes(app: App) {
  return createRouter().openapi(stats, async (c) => c.json(await app.stats(toQuery(c.req.valid('query'))), 200))
}

function toQuery({ range = '24h', since, until, bucket }: z.output<typeof stats.request.query>): StatsQuery {
  return since === undefined || until === undefined || bucket === undefined ? { range } : { since, until, bucket }
}

function isGiven(value: number | undefined): boolean {
  return value !== undefined
}
