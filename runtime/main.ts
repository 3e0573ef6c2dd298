import { Console } from 'node:console'
import { createStdioTransport } from '../src/protocol/stdio-transport.ts'
import { engineLoops } from './engine-loops.ts'
import { serveCapsule } from './serve-capsule.ts'

// stdout is the wire: what a library prints must not end the attempt.
globalThis.console = new Console(process.stderr)
process.on('uncaughtException', (error) => {
  process.stderr.write(`capsule: ${error.message}\n`, () => process.exit(70))
})

await serveCapsule({ transport: createStdioTransport({ input: process.stdin, output: process.stdout }), loops: engineLoops })
process.exit(0)
