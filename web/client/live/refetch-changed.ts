import type { QueryKey } from '@tanstack/react-query'
import type { FeedTopic } from '../../../src/protocol/feed.ts'
import type { LiveBatch } from './live-batch.ts'
import type { Timers } from './timers.ts'
import { keysOfRun, TOPIC_KEYS } from './topic-keys.ts'

export interface RefetchPorts {
  readonly timers: Timers
  /** Everything under this key is old; without one, everything. */
  invalidate(key: QueryKey | undefined): void
}

export interface RefetchChanged {
  take(batch: LiveBatch): void
  missed(): void
}

const EACH_MS = 400

/** Has old answers asked for again: at the first change at once, in a burst every now and then. */
export function refetchChanged({ timers, invalidate }: RefetchPorts): RefetchChanged {
  const topics = new Set<FeedTopic>()
  const runs = new Set<string>()
  let rests = false

  function tell(): void {
    if (rests || (topics.size === 0 && runs.size === 0)) return
    const found = [...[...topics].flatMap((topic) => TOPIC_KEYS[topic] ?? []), ...[...runs].map(keysOfRun)]
    topics.clear()
    runs.clear()
    rests = true
    timers.after(EACH_MS, () => {
      rests = false
      tell()
    })
    for (const key of new Map(found.map((one) => [JSON.stringify(one), one])).values()) invalidate(key)
  }

  return {
    take: ({ items }) => {
      for (const item of items) {
        if (item.kind !== 'changed') continue
        for (const topic of item.topics) topics.add(topic)
        for (const run_id of item.runs) runs.add(run_id)
      }
      tell()
    },
    missed: () => invalidate(undefined),
  }
}
