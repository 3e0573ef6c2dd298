import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { abortReason } from '../kernel/abort.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { type Json, tryParseJson } from '../kernel/json.ts'

export interface WorkerProcessOptions {
  readonly nodePath: string
  /** The built *.worker.js. */
  readonly workerPath: string
  /** For its JavaScript heap. */
  readonly memory_mb?: number
}

export interface WorkerRun {
  readonly signal: AbortSignal
  readonly timeout_ms: number
  readonly max_output_bytes: number
}

/**
 * Runs one request in a fresh Node process with an empty environment: a JSON line in, a JSON document out. The process is killed on
 * timeout, cancel or too much output; its stdin stays open, and it ends itself when that closes with us.
 */
export function createRunWorkerProcess(options: WorkerProcessOptions): (request: Json, run: WorkerRun) => Promise<Json> {
  return async (request, run) => {
    if (run.signal.aborted) throw abortReason(run.signal)
    const child = spawn(options.nodePath, [`--max-old-space-size=${options.memory_mb ?? 1024}`, options.workerPath], {
      env: {},
      stdio: 'pipe',
    })
    try {
      child.stdin.on('error', () => {})
      child.stdin.write(`${JSON.stringify(request)}\n`)
      return await answerOf(child, run)
    } finally {
      child.kill('SIGKILL')
    }
  }
}

function answerOf(child: ChildProcessWithoutNullStreams, run: WorkerRun): Promise<Json> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = []
    let bytes = 0
    let stderr = ''
    const timer = setTimeout(() => {
      settle(() =>
        reject(
          new ClawError('TOOL_TIMEOUT', `It ran longer than ${run.timeout_ms} ms and was ended.`, {
            fix: 'Ask for less, or write a cheaper query.',
          }),
        ),
      )
    }, run.timeout_ms)
    const onAbort = (): void => settle(() => reject(abortReason(run.signal)))
    run.signal.addEventListener('abort', onAbort, { once: true })

    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > run.max_output_bytes)
        settle(() => reject(new ClawError('TOOL_FAILED', `The result has more than ${run.max_output_bytes} bytes.`)))
      else output.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-2000)
    })
    child.on('error', (error) =>
      settle(() => reject(new ClawError('TOOL_FAILED', `The worker could not be started: ${error.message}`, { cause: error }))),
    )
    child.on('close', (code, signal) => settle(() => finish(code, signal)))

    function finish(code: number | null, signal: NodeJS.Signals | null): void {
      const parsed = tryParseJson(Buffer.concat(output).toString('utf8'))
      if (parsed.ok) {
        resolve(parsed.value)
        return
      }
      const why = signal === null ? `exit code ${code}` : signal
      const memory = /heap out of memory|SQLITE_NOMEM/.test(stderr) ? ' It ran out of memory.' : ''
      reject(new ClawError('TOOL_FAILED', `The worker ended without an answer (${why}).${memory}`, { data: { stderr } }))
    }

    function settle(act: () => void): void {
      clearTimeout(timer)
      run.signal.removeEventListener('abort', onAbort)
      act()
    }
  })
}
