#!/usr/bin/env node
import { processHost } from './process-host.ts'
import { runCli } from './run-cli.ts'

const host = processHost()
const code = await runCli(process.argv.slice(2), host)
await host.out.drain()
process.exit(code)
