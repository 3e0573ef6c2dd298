// An agent with a program of its own: it says how long a text file takes to read.
//
// claw starts this program for one task and talks with it in JSON lines over stdin and stdout. It has no files, no network and
// no keys. What it wants it asks for with callTool: claw checks that, asks the person where the policy says so, and records it.
//
// Change `work` (and the description and examples in manifest.json, by which claw finds this agent), then try it:
//
//     claw run --agent <its id> "how long does it take to read notes.txt?"

import { createInterface } from 'node:readline'

const WORDS_A_MINUTE = 230

/** The task as the person typed it -> the answer, a text or any JSON value. Throw a Problem when it cannot be done. */
async function work(task) {
  const path = /[\w./-]*\w\.\w+/.exec(task)?.[0]
  if (path === undefined) throw new Problem('NO_FILE', 'The task names no file. Try: how long does it take to read notes.txt?')
  const words = (await readText(path)).match(/[\p{L}\p{N}_]+/gu)?.length ?? 0
  return `${path}: ${words} words, about ${Math.max(1, Math.round(words / WORDS_A_MINUTE))} min to read.`
}

/** A whole text file, read in slices: a line of the wire holds at most 1 MiB. */
async function readText(path) {
  const parts = []
  for (let lines = 0; ; ) {
    const part = await callTool('file_io', { op: 'read', path, offset: lines, limit: 2000 }, `read ${path}`)
    parts.push(part.content)
    lines += part.lines
    if (part.lines === 0 || lines >= part.lines_total) return parts.join('\n')
  }
}

// From here on: the wire. It needs no change.

class Problem extends Error {
  constructor(code, message) {
    super(message)
    this.code = code
  }
}

const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
let calls = 0

/** Runs a tool of this agent's allowlist and returns its result. What claw refuses comes back as a Problem. */
async function callTool(tool, args, reason) {
  calls += 1
  send({ type: 'tool_call_intent', id: String(calls), tool, args, reason })
  const reply = await receive()
  if (!reply.ok) throw new Problem(reply.error.code, reply.error.message)
  return reply.result
}

function send(message) {
  // U+2028 and U+2029 end a line for some readers.
  process.stdout.write(`${JSON.stringify(message).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`)
}

/** The next message. A closed stdin and a cancel both mean that this program is to end. */
async function receive() {
  const { value, done } = await input.next()
  const message = done ? { type: 'cancel' } : JSON.parse(value)
  if (message.type === 'cancel') process.exit(0)
  return message
}

function respond(fields) {
  send({ type: 'agent_response', result: null, artifacts: [], memory_updates: [], metrics: { tool_calls: calls }, ...fields })
}

const request = await receive()
try {
  respond({ status: 'ok', result: await work(request.task) })
} catch (error) {
  if (!(error instanceof Problem)) throw error
  respond({ status: 'error', error_code: error.code, error_message: error.message })
}
input.return?.()
