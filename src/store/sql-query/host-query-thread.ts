import { Worker } from 'node:worker_threads'

/** Reads one JSON line from stdin, runs it in a thread of this file's own program, prints the answer. Dies with its stdin. */
export function hostQueryThread(program: string): void {
  let input = ''
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (chunk: string) => {
    if (input.includes('\n')) return
    input += chunk
    if (input.includes('\n')) start(program, input)
  })
  // A statement that never ends cannot be asked to stop: SIGKILL reaches it.
  process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL'))
}

function start(program: string, request: string): void {
  const thread = new Worker(program, { workerData: request })
  thread.on('message', print)
  thread.on('error', (error) => print(JSON.stringify({ ok: false, error: { code: 'TOOL_FAILED', message: error.message } })))
}

function print(answer: string): void {
  process.stdout.write(answer, () => process.exit(0))
}
