import { Console } from 'node:console'
import { createStdioTransport } from '../src/protocol/stdio-transport.ts'
import { engineLoops } from './engine-loops.ts'
import { serveCapsule } from './serve-capsule.ts'

// stdout is the wire: what a library prints must not end the attempt.
globalThis.console = new Console(process.stderr)
process.on('uncaughtException', (error) => {
  process.stderr.write(`capsule: ${error.message}\n`, () => process.exit(70))
})

const transport = createStdioTransport({ input: process.stdin, output: process.stdout })
const served = serveCapsule({ transport, loops: engineLoops })
// While the task is on its way. What cannot be loaded fails when a request asks for it.
const [, , likely] = process.argv
if (likely === 'rules' || likely === 'model') engineLoops[likely]().catch(() => undefined)
void served.then(() => process.exit(0))
