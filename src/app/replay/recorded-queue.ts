/** Recorded things by a key, each given once and in order. */
export interface RecordedQueue<T> {
  next(key: string): T | undefined
  /** The next one, which stays. */
  peek(key: string): T | undefined
}

export function recordedQueue<T>(items: readonly T[], keyOf: (item: T) => string): RecordedQueue<T> {
  const queues = new Map<string, T[]>()
  for (const item of items) {
    const queue = queues.get(keyOf(item))
    if (queue === undefined) queues.set(keyOf(item), [item])
    else queue.push(item)
  }
  return {
    next: (key) => queues.get(key)?.shift(),
    peek: (key) => queues.get(key)?.[0],
  }
}
