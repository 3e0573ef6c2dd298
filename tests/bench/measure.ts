export interface Contestant {
  readonly name: string
  /** Milliseconds of one repetition; what is not part of the figure stays out of it. */
  run(): Promise<number>
}

/** Medians of interleaved repetitions: a slow minute of the machine hits all contestants alike. */
export async function measure(contestants: readonly Contestant[], repetitions: number): Promise<Record<string, number>> {
  const times = contestants.map(() => [] as number[])
  for (let i = 0; i < repetitions; i += 1) {
    for (const [at, contestant] of contestants.entries()) times[at]?.push(await contestant.run())
  }
  return Object.fromEntries(contestants.map(({ name }, at) => [name, median(times[at] ?? [])]))
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
