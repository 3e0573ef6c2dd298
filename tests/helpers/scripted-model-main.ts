import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DIALECTS, type DialectName } from './dialects/dialects.ts'
import { type Rule, startScriptedModel } from './scripted-model.ts'

/**
 * The scripted server as a process of its own, so that it outlives a killed claw:
 * `node --import tsx tests/helpers/scripted-model-main.ts --dialect openai --script rules.json --port 0 --log requests.jsonl`.
 * Prints `{"url": ..., "pid": ...}` as its first line. Ends by SIGTERM, and with `--tied` when its stdin closes.
 */
const { values } = parseArgs({
  options: {
    dialect: { type: 'string', default: 'openai' },
    script: { type: 'string' },
    port: { type: 'string', default: '0' },
    log: { type: 'string' },
    key: { type: 'string' },
    tied: { type: 'boolean' },
  },
})
const rules = JSON.parse(readFileSync(values.script ?? '', 'utf8')) as Rule[]
const server = await startScriptedModel(DIALECTS[values.dialect as DialectName], rules, {
  port: Number(values.port),
  ...(values.log !== undefined && { log: values.log }),
  ...(values.key !== undefined && { apiKey: values.key }),
})
process.stdout.write(`${JSON.stringify({ url: server.url, pid: process.pid })}\n`)
if (values.tied) process.stdin.resume().once('end', () => process.exit(0))
