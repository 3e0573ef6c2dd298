import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRunEvent } from '../../../src/protocol/events.ts'
import { runDocumentSchema } from '../../../src/protocol/run.ts'

const CLAW = fileURLToPath(new URL('../../../dist/claw.js', import.meta.url))
const TASK = 'How many TypeScript files are here?'
let root: string
let workspace: string

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'claw-built-'))
  workspace = join(root, 'w')
  mkdirSync(join(workspace, '.closed_claw'), { recursive: true })
  for (const name of ['a.ts', 'b.ts', 'c.txt']) writeFileSync(join(workspace, name), name)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

interface Ended {
  code: number | null
  out: string
  err: string
}

function claw(args: string[], act?: (child: ReturnType<typeof spawn>) => void, env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [CLAW, ...args], { cwd: workspace, env: { PATH: process.env['PATH'] ?? '', HOME: root, ...env } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.stdin.end()
    child.on('close', (code) => resolve({ code, out, err }))
    act?.(child)
  })
}

describe('the output contract', () => {
  it('1: stdout carries the result, one newline at its end, and nothing else', async () => {
    const { code, out, err } = await claw(['run', TASK])
    expect([code, /(^|\D)2(\D|$)/.test(out), out.endsWith('\n'), out.endsWith('\n\n')]).toEqual([0, true, true, false])
    expect(out).not.toContain('engine')
    expect(err).toContain('engine')
  })

  it.each([
    [['run', TASK, '--json'], 0],
    [['run', '--bad', '--json'], 2],
    [['run', '', '--json'], 2],
    [['run', 'compose a symphony about grief', '-o', 'json'], 4],
    [['watch', 'ffffffff', '--json'], 8],
  ])('2: %j gives exactly one document', async (args, exit) => {
    const { code, out } = await claw(args as string[])
    expect(code).toBe(exit)
    expect(runDocumentSchema.parse(JSON.parse(out)).exit_code).toBe(exit)
  })

  it.each(['runs', 'agents', 'skills', 'tools', 'approvals', 'audit'])('2: the list of claw %s is an array', async (command) => {
    const { code, out } = await claw([command, '--json'])
    const document = JSON.parse(out)
    expect([code, document.schema, Array.isArray(document.result)]).toEqual([0, 'claw.result/1', true])
  })

  it('3: -o jsonl gives the events from run.started to run.ended, as the log has them', async () => {
    const { out } = await claw(['run', TASK, '-o', 'jsonl'])
    const events = out
      .trim()
      .split('\n')
      .map((line) => parseRunEvent(JSON.parse(line)))
    expect([events[0]?.type, events.at(-1)?.type]).toEqual(['run.started', 'run.ended'])
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    const log = await claw(['runlog', events[0]?.run_id ?? '', '--tail', '10000'])
    expect(log.out).toBe(out)
  })

  it('4: no escape sequence and no carriage return when it is no terminal', async () => {
    const { out, err } = await claw(['run', TASK])
    expect(out + err).not.toMatch(/[\u001b\r]/)
  })

  it('5: a large output arrives whole, and a closed pipe ends it quietly', async () => {
    const whole = await claw(['explain', '--json'])
    expect(() => JSON.parse(whole.out)).not.toThrow()
    const closed = await claw(['completion', 'bash'], (child) => child.stdout?.destroy())
    expect([closed.code, closed.err]).toEqual([0, ''])
  })

  it('6: an error has what, why, fix; a stack only with --debug', async () => {
    const { code, err } = await claw(['watch', 'ffffffff'])
    expect(code).toBe(8)
    expect(err).toMatch(/^error .*NOT_FOUND[\s\S]*^why [\s\S]*^fix /m)
    expect(err).not.toContain('    at ')
    expect((await claw(['watch', 'ffffffff', '--debug'])).err).toContain('    at ')
  })

  it.each([
    ['SIGINT', 1, 130, 'Stopping'],
    ['SIGTERM', 1, 143, 'Stopping'],
    ['SIGINT', 2, 130, 'Killing'],
  ] as const)('7: %s, %i time(s), ends with %i and says %s', async (signal, times, exit, said) => {
    const { code, err } = await claw(['run', 'run the command "sleep 20"', '--policy', 'trusted'], (child) => {
      child.stderr?.on('data', (chunk) => {
        if (String(chunk).includes('tool ')) child.kill(signal)
        if (times === 2 && String(chunk).includes('Stopping')) child.kill(signal)
      })
    })
    expect(err).toContain(said)
    expect(code).toBe(exit)
  })
})

describe('a result of 5 MB', () => {
  let run_id = ''
  beforeAll(async () => {
    run_id = JSON.parse((await claw(['run', TASK, '--json'])).out).run_id
    const db = new Database(join(workspace, '.closed_claw', 'registry.db'))
    const { data } = db.prepare("SELECT data FROM events WHERE run_id = ? AND type = 'run.ended'").get(run_id) as { data: string }
    const large = JSON.stringify({ ...JSON.parse(data), result: 'x'.repeat(5_000_000) })
    db.prepare("UPDATE events SET data = ? WHERE run_id = ? AND type = 'run.ended'").run(large, run_id)
    db.close()
  })

  it('5: reaches a slow reader whole before the process ends', async () => {
    const { code, out } = await claw(['watch', run_id], (child) => {
      child.stdout?.pause()
      setTimeout(() => child.stdout?.resume(), 700)
    })
    expect([code, out.length]).toEqual([0, 5_000_001])
  })

  it.each([[['watch', '-o', 'jsonl']], [['watch', '--json']], [['runlog']]])(
    '5: a reader of %j that leaves ends it quietly',
    async (args) => {
      const { code, err } = await claw([...(args as string[]), run_id], (child) =>
        child.stdout?.once('data', () => child.stdout?.destroy()),
      )
      expect([code, err]).toEqual([0, ''])
    },
  )
})

it('5: a run whose reader of -o jsonl leaves is stopped, not left behind', async () => {
  const { code, err } = await claw(['run', 'run the command "sleep 20"', '--policy', 'trusted', '-o', 'jsonl'], (child) =>
    child.stdout?.once('data', () => child.stdout?.destroy()),
  )
  expect([code, err.includes('EPIPE')]).toEqual([130, false])
})

it('answers --help and --version without the heavy parts', async () => {
  for (const flag of ['--help', '--version']) {
    const { code, out, err } = await claw([flag], undefined, { NODE_DEBUG: 'module,esm' })
    expect([code, out.length > 3]).toEqual([0, true])
    expect(err).not.toMatch(/better-sqlite3|sqlite-vec|langgraph/)
  }
})
