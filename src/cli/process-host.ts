import type { CliHost } from './host.ts'
import { createOutput } from './output.ts'
import { createTerminalInput } from './terminal-input.ts'

/** The real process. */
export function processHost(): CliHost {
  const { stdin, stdout, stderr } = process
  return {
    out: createOutput(stdout, stderr),
    input: createTerminalInput({ stdin, stderr, interrupt: () => process.kill(process.pid, 'SIGINT') }),
    streams: {
      stdinIsTty: stdin.isTTY === true,
      stdoutIsTty: stdout.isTTY === true,
      stderrIsTty: stderr.isTTY === true,
      // Asked anew each time: a terminal is resized while a run goes on.
      get columns() {
        return stderr.columns ?? stdout.columns
      },
      get rows() {
        return stderr.rows ?? stdout.rows
      },
    },
    loadApp: () => import('../app/create-app.ts'),
    now: () => Date.now(),
    onSignal,
    onHangUp: (handler) => {
      process.on('SIGHUP', handler)
      return () => void process.off('SIGHUP', handler)
    },
    exitNow: (code) => process.exit(code),
  }
}

function onSignal(handler: (signal: 'SIGINT' | 'SIGTERM') => void): () => void {
  process.on('SIGINT', handler)
  process.on('SIGTERM', handler)
  return () => {
    process.off('SIGINT', handler)
    process.off('SIGTERM', handler)
  }
}
