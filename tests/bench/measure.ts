export interface Contestant {
  readonly name: string
  /** Milliseconds of one repetition; what is not part of the figure stays out of it. */
  run(): Promise<number>
}

/** The least of interleaved repetitions: load of the machine only adds, and hits all contestants alike. */
export async function measure(contestants: readonly Contestant[], repetitions: number): Promise<Record<string, number>> {
  const least = contestants.map(() => Number.POSITIVE_INFINITY)
  for (let i = 0; i < repetitions; i += 1) {
    for (const [at, contestant] of contestants.entries()) least[at] = Math.min(least[at] ?? 0, await contestant.run())
  }
  return Object.fromEntries(contestants.map(({ name }, at) => [name, least[at] ?? Number.NaN]))
}

export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
