/** How fresh is what the pages show: `stale` when what changed is not told any more, and nobody knows how much. */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'stale'
