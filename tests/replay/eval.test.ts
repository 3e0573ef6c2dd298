import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { EvalReport } from '../../src/view/eval-rows.ts'
import { KEY, read, type Scene, scene, subtask } from '../coordinator/scene.ts'
import { type Script, type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'

let open: Scene | undefined
let other: ScriptedOpenAi | undefined
afterEach(async () => {
  await other?.close()
  await open?.close()
  other = undefined
})

const APPEND = { name: 'file_io', args: { op: 'append', path: 'effects.log', content: 'x' } }
const RECORDED: Script = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: [subtask('s1'), subtask('s2', { depends_on: ['s1'] })] } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'Both are read.', verdicts: [] } } },
  { when: { task: 's1.txt', turn: 0 }, reply: { tool_calls: [read('s1.txt'), APPEND] } },
  { when: { task: 's2.txt', turn: 0 }, reply: { tool_calls: [read('s2.txt')] } },
  { reply: 'done' },
]

interface Evaluated {
  readonly code: number | null
  readonly error: { code: string; message: string } | null
  readonly report: EvalReport
}

async function evaluate(script: Script, ...args: string[]): Promise<Evaluated> {
  const { place, env } = open as Scene
  await other?.close()
  other = await startScriptedOpenAi(script)
  const run = await place.run(['eval', 'evals', ...args, '--json'], { env: { ...env, OPENAI_BASE_URL: other.url, TMPDIR: place.root } })
  const { result, error } = JSON.parse(run.stdout)
  return { code: run.code, error, report: result }
}

async function recorded(): Promise<string> {
  open = await scene(RECORDED, { files: { 's1.txt': 'one\n', 's2.txt': 'two\n' } })
  const ran = await open.claw(['run', 'Read s1.txt, then read s2.txt'])
  expect(ran.document).toMatchObject({ ok: true, result: 'Both are read.' })
  const { place, env } = open
  expect((await place.run(['replay', ran.document.run_id ?? '', '--record', 'evals'], { env })).code).toBe(0)
  writeFileSync(join(place.workspace, 's1.txt'), 'changed since\n')
  return ran.document.run_id ?? ''
}

describe('claw eval', () => {
  test('the same model does the same without an effect, another one is told apart, and a worse one fails', {
    timeout: 120_000,
  }, async () => {
    const id = await recorded()
    const { place } = open as Scene
    const file = readFileSync(join(place.workspace, 'evals', `${id}.json`), 'utf8')
    expect(file).not.toContain(KEY)
    const asked = (open as Scene).server.requests.length
    const same = await evaluate(RECORDED)
    expect(same).toMatchObject({
      code: 0,
      error: null,
      report: { runs: [{ run_id: id, outcome: 'same', unavailable: [] }], totals: { worse: 0 } },
    })
    expect(JSON.stringify(other?.chats())).toContain('one\\\\n')
    expect((open as Scene).server.requests.length).toBe(asked)
    expect((open as Scene).file('effects.log')).toBe('x')

    const terse: Script = [
      {
        when: { schema: 'plan' },
        reply: { json: { reason: 'r', execution: [subtask('a1', { task: 'Read the file s1.txt of this folder' })] } },
      },
      { when: { turn: 0 }, reply: { tool_calls: [read('s1.txt'), { name: 'file_io', args: { op: 'delete', path: 's2.txt' } }] } },
      { reply: 'Only one is read.' },
    ]
    const changed = await evaluate(terse, '--model', 'terse-1')
    expect(changed).toMatchObject({ code: 0, report: { model: 'terse-1', runs: [{ outcome: 'changed', unavailable: ['file_io'] }] } })
    expect(changed.report.runs[0]?.diff).toContain('-Both are read.')
    expect(changed.report.runs[0]?.diff).toContain('+Only one is read.')
    expect((open as Scene).file('s2.txt')).toBe('two\n')

    const worse = await evaluate([{ reply: { error: { status: 400, code: 'bad', message: 'no' } } }])
    expect(worse).toMatchObject({ code: 1, error: { code: 'EVAL_WORSE' }, report: { runs: [{ outcome: 'worse' }] } })
    expect((await (open as Scene).result(['runs'])) as unknown[]).toHaveLength(1)
    expect(readdirSync(place.root).filter((name) => name.startsWith('claw-replay-'))).toEqual([])
  })

  test('instructions of one agent or of all; a limit stops it; bad folders and files are named', { timeout: 120_000 }, async () => {
    await recorded()
    const { place, env } = open as Scene
    place.write('own.md', '## Role\nmarker-of-the-eval\n')
    await evaluate(RECORDED, '--prompt', 'own.md')
    expect(JSON.stringify(other?.chats())).toContain('marker-of-the-eval')
    const named = JSON.parse(readFileSync(join(place.workspace, 'evals', readdirSync(join(place.workspace, 'evals'))[0] ?? ''), 'utf8'))
    const agent_id = named.recording.agents[0].manifest.agent_id as string
    await evaluate(RECORDED, '--skill', `${agent_id}=own.md`)
    expect(JSON.stringify(other?.chats())).toContain('marker-of-the-eval')
    expect(await evaluate(RECORDED, '--max-tokens', '1')).toMatchObject({ code: 7, error: { code: 'RUN_BUDGET' } })
    expect(await evaluate(RECORDED, '--max-cost', '0.0000001')).toMatchObject({ code: 7, error: { code: 'RUN_BUDGET' } })
    expect(await evaluate(RECORDED, '--max-cost', 'much')).toMatchObject({ code: 2 })
    expect(await evaluate(RECORDED, '--skill', 'nothing')).toMatchObject({ code: 2 })
    expect(await evaluate(RECORDED, '--skill', 'nobody=own.md')).toMatchObject({ code: 8, error: { code: 'NOT_FOUND' } })
    expect(other?.requests).toHaveLength(0)
    const locked: Script = [{ reply: { error: { status: 401, code: 'invalid_api_key', message: 'no' } } }]
    expect(await evaluate(locked)).toMatchObject({ code: 4, error: { code: 'MODEL_KEY_REJECTED' } })
    const rules = await place.run(['eval', 'evals', '--provider', 'rules', '--json'], { env })
    expect(rules.code).toBe(4)
    expect((await place.run(['eval', 'nowhere'], { env })).code).toBe(8)
    mkdirSync(join(place.workspace, 'empty'))
    expect((await place.run(['eval', 'empty'], { env })).code).toBe(8)
    for (const text of [
      '{',
      '{}',
      '[]',
      JSON.stringify({ ...named, schema: 'claw.recording/9' }),
      JSON.stringify({ ...named, recording: { run: {} } }),
      JSON.stringify({ ...named, recording: { ...named.recording, run: { ...named.recording.run, options: {} } } }),
    ]) {
      place.write('evals/zz.json', text)
      expect(await evaluate(RECORDED)).toMatchObject({ code: 2, error: { code: 'RECORDING_INVALID' } })
    }
    const blocked = join(place.workspace, 'evals', 'zz.json')
    for (const make of [() => mkdirSync(blocked), () => symlinkSync('/dev/zero', blocked), () => symlinkSync('nowhere', blocked)]) {
      rmSync(blocked, { recursive: true })
      make()
      expect(await evaluate(RECORDED)).toMatchObject({ code: 2, error: { code: 'RECORDING_INVALID' } })
    }
  })
})
