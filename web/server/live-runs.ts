import type { App, LiveRun, ResumeOptions, StartRunOptions, TerminalPrompter } from '../../src/app/app-port.ts'

export interface LiveRuns {
  start(options: Omit<StartRunOptions, 'prompter' | 'origin'>): Promise<string>
  resume(run_id: string, options: Omit<ResumeOptions, 'prompter'>): Promise<string>
  /** Stops what still runs here, as Ctrl-C does in a terminal, and waits for it. */
  close(): Promise<void>
}

// Somebody is attached, and answers in the inbox: the run waits for the row instead of parking.
const INBOX: TerminalPrompter = { decide: untilDecided, answer: untilDecided }

/** The runs that this process carries out. */
export function createLiveRuns(app: Pick<App, 'startRun' | 'resumeRun'>): LiveRuns {
  const open = new Set<LiveRun>()
  function track(run: LiveRun): string {
    open.add(run)
    const forget = (): void => void open.delete(run)
    run.done.then(forget, forget)
    return run.run_id
  }
  return {
    start: async (options) => track(await app.startRun({ ...options, origin: 'web', prompter: INBOX })),
    resume: async (run_id, options) => track(await app.resumeRun(run_id, { ...options, prompter: INBOX })),
    close: async () => {
      const runs = [...open]
      for (const run of runs) run.cancel('graceful', 'sigterm')
      await Promise.allSettled(runs.map((run) => run.done))
    },
  }
}

function untilDecided(_request: unknown, signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
}
