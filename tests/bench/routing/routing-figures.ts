import { areaUnderRoc } from './area-under-roc.ts'
import { DEFAULT_THRESHOLD } from './default-threshold.ts'
import { percentile } from './percentile.ts'
import type { RoutedTask } from './route-data-set.ts'

export interface RoutingFigures {
  readonly tasks: number
  /** Shares are 0..1, null where the data set has no such tasks. Of the tasks that an agent fits: */
  readonly top1: number | null
  readonly top3: number | null
  /** How often a fitting task scores above one that nobody fits. */
  readonly auroc: number | null
  readonly threshold: number
  /** Right and taken, of the tasks that an agent fits. */
  readonly in_scope_accuracy: number | null
  /** Refused, of the tasks that nobody fits. */
  readonly out_of_scope_recall: number | null
  readonly p50_ms: number
  readonly p95_ms: number
}

export function routingFigures(routed: readonly RoutedTask[]): RoutingFigures {
  const fitting = routed.filter(({ agent }) => agent !== null)
  const foreign = routed.filter(({ agent }) => agent === null)
  const scores = (list: readonly RoutedTask[]): number[] => list.map(({ score }) => score)
  const times = routed.map(({ ms }) => ms)
  return {
    tasks: routed.length,
    top1: share(fitting, ({ agent, found }) => found[0] === agent),
    top3: share(fitting, ({ agent, found }) => agent !== null && found.includes(agent)),
    auroc: areaUnderRoc(scores(fitting), scores(foreign)),
    threshold: DEFAULT_THRESHOLD,
    in_scope_accuracy: share(fitting, ({ agent, taken }) => taken === agent),
    out_of_scope_recall: share(foreign, ({ taken }) => taken === null),
    p50_ms: percentile(times, 0.5),
    p95_ms: percentile(times, 0.95),
  }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length
}
