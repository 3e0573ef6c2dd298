import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../src/kernel/json.ts'
import type { DialectName } from './dialects/dialects.ts'
import type { Rule } from './scripted-model.ts'

export interface ScriptedModelProcess {
  readonly url: string
  /** Every request so far, read from the log file: the oracle outside of claw. */
  requests(): { n: number; pid: number; method: string; path: string; body: JsonObject }[]
  stop(): Promise<void>
}

/** Starts the scripted server as a child process; script and log are put into `folder`. It dies with this process. */
export async function spawnScriptedModel(
  dialect: DialectName,
  { folder, rules, port = 0 }: { readonly folder: string; readonly rules: readonly Rule[]; readonly port?: number },
): Promise<ScriptedModelProcess> {
  const script = join(folder, `scripted-${dialect}.json`)
  const log = join(folder, `scripted-${dialect}.jsonl`)
  writeFileSync(script, JSON.stringify(rules))
  const main = join(import.meta.dirname, 'scripted-model-main.ts')
  const args = ['--import', 'tsx', main, '--tied', '--dialect', dialect, '--script', script, '--log', log, '--port', String(port)]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const { url } = JSON.parse(await firstLine(child)) as { url: string }
  return { url, requests: () => readLog(log), stop: () => stop(child) }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString('utf8')
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')))
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the scripted server ended with code ${code}`)))
  })
}

function readLog(log: string): ReturnType<ScriptedModelProcess['requests']> {
  if (!existsSync(log)) return []
  const lines = readFileSync(log, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line))
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
