import type { StatsRange } from '../../view/stats/stats-range.ts'
import type { StatsRow } from '../../view/stats/stats-rows.ts'

/** Either a range as a person chooses it, or a period. Milliseconds since 1970. */
export type StatsQuery =
  | { readonly range: StatsRange }
  | { readonly since: number; readonly until: number /** Length of the pieces. */; readonly bucket: number }

/** How the runs of this workspace went. */
export interface StatsFunctions {
  /** Throws USAGE for a period without length, or with more than MOST_BUCKETS pieces. */
  stats(query: StatsQuery): Promise<StatsRow>
}
