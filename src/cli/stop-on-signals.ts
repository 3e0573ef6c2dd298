import type { LiveRun } from '../app/app-port.ts'
import { EXIT_CODES, type ExitCode } from '../kernel/error-codes.ts'
import type { CliHost } from './host.ts'

export interface StopWatch {
  /** 130 or 143 when a signal ended the run, else undefined. */
  exitCode(): ExitCode | undefined
  stop(): void
}

/** First Ctrl-C or SIGTERM stops gracefully, the second kills, the third leaves at once; each says which. */
export function stopOnSignals(run: Pick<LiveRun, 'cancel'>, host: Pick<CliHost, 'onSignal' | 'out' | 'exitNow'>): StopWatch {
  let exit: ExitCode | undefined
  let count = 0
  const stop = host.onSignal((signal) => {
    count += 1
    exit ??= signal === 'SIGTERM' ? EXIT_CODES.terminated : EXIT_CODES.interrupted
    const by = signal === 'SIGTERM' ? 'sigterm' : 'ctrl-c'
    if (count === 1) {
      host.out.note('Stopping: no new work starts, capsules have up to 5 s to end. Ctrl-C again kills them.')
      run.cancel('graceful', by)
    } else if (count === 2) {
      host.out.note('Killing the capsules.')
      run.cancel('force', by)
    } else {
      host.exitNow(exit)
    }
  })
  return { exitCode: () => exit, stop }
}
