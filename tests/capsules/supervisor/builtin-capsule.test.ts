import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { capsuleLaunch } from '../../../src/capsules/capsule-launch.ts'
import { createCapsuleRunner } from '../../../src/capsules/supervisor/create-capsule-runner.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import type { Intent, IntentAnswer, TaskRequest } from '../../../src/protocol/messages.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'
import { waitUntilGone } from '../../../src/sandbox/process-tree.ts'
import type { SandboxDriver } from '../../../src/sandbox/sandbox-driver.ts'
import { selectSandbox } from '../../../src/sandbox/select-sandbox.ts'
import { type BundledCapsule, bundleCapsule } from '../../helpers/bundle-capsule.ts'
import { taskRequest } from '../../helpers/task-request.ts'
import { isAlive, type Ran, type RunOptions, run } from './run-fixture.ts'

const MAX_BYTES = 120_000
let bundle: BundledCapsule
const drivers: SandboxDriver[] = [createNoneDriver()]
const { driver } = await selectSandbox('auto')
if (driver.name !== 'none') drivers.push(driver)

beforeAll(async () => {
  bundle = await bundleCapsule()
})
afterAll(() => bundle.remove())

const recipe: TaskRequest['recipe'] = {
  recipe_id: 'count-files',
  slots: { pattern: '*.ts' },
  steps: [{ id: 'found', tool: 'file_io', args: { op: 'glob', path: '.', pattern: '=slots.pattern' }, reason: 'find the files' }],
  answer: '$string(steps.found.total) & " files"',
}
const tools: TaskRequest['tools'] = [
  { name: 'file_io', description: 'Files.', input_schema: { type: 'object', properties: {} }, effect: 'read' },
]

async function answer(intent: Intent): Promise<IntentAnswer> {
  if (intent.type === 'tool_call_intent')
    return { type: 'tool_call_result', id: intent.id, ok: true, result: { total: 42, entries: [], truncated: false } }
  if (intent.type === 'memory_query_intent') return { type: 'memory_query_result', id: intent.id, items: [] }
  if (intent.type !== 'model_call_intent') throw new Error(`unexpected ${intent.type}`)
  const seenResult = intent.messages.some(({ role }) => role === 'tool')
  const call = { id: 'c1', name: 'file_io', args: { op: 'glob', path: '.', pattern: '*.ts' } }
  const message = seenResult ? { content: 'There are 42.', tool_calls: [] } : { content: '', tool_calls: [call] }
  return { type: 'model_call_result', id: intent.id, ok: true, message }
}

function runBuiltin(sandbox: SandboxDriver, options: Omit<RunOptions, 'command'>): Promise<Ran> {
  const launch = capsuleLaunch({
    agent: { manifest: { entrypoint: 'builtin' } } as never,
    packageDir: bundle.packageDir,
    engine: 'rules',
    nodePath: process.execPath,
  })
  return run({ command: launch.command, launch, runCapsule: createCapsuleRunner({ sandbox, clock: systemClock }), ...options })
}

describe('the bundled capsule', () => {
  it('is small, and imports no SDK, no file system, no network', () => {
    const outputs = Object.entries(bundle.metafile.outputs)
    const entry = outputs.find(([path]) => basename(path) === 'capsule.cjs')?.[1]
    const inputs = Object.keys(bundle.metafile.inputs)
    const builtins = new Set(outputs.flatMap(([, output]) => output.imports.filter(({ external }) => external).map(({ path }) => path)))
    expect(entry?.bytes).toBeGreaterThan(1000)
    expect(startBytes(bundle.metafile.outputs)).toBeLessThanOrEqual(MAX_BYTES)
    expect(inputs.filter((path) => /node_modules\/(?!zod|jsonata)/.test(path))).toEqual([])
    expect([...builtins].filter((name) => !['node:console', 'node:crypto'].includes(name))).toEqual([])
  })

  it('ends a request that has no recipe with an error, not with a crash', async () => {
    const { response } = await runBuiltin(createNoneDriver(), { request: taskRequest() })
    expect(response).toMatchObject({ status: 'error', error_code: 'RULE_STEP_FAILED' })
  })

  it('ends when its input is closed, before and after its task', async () => {
    const before = startBare()
    before.stdin.end()
    const after = startBare()
    after.stdin.write(`${JSON.stringify(taskRequest({ recipe, tools }))}\n`)
    setTimeout(() => after.stdin.end(), 200)
    expect(await Promise.all([before, after].map(async (child) => (await once(child, 'exit'))[1]))).toEqual([null, null])
  })
})

describe('when the host is killed', () => {
  it.each(drivers.map((each) => each.name))('no capsule of it is left under %s', async (name) => {
    const host = spawn(process.execPath, [
      '--import',
      'tsx',
      fileURLToPath(new URL('host-main.ts', import.meta.url)),
      name,
      bundle.packageDir,
    ])
    const [line] = (await once(host.stdout, 'data')) as [Buffer]
    const pids = JSON.parse(line.toString()) as number[]
    expect(pids.filter(isAlive)).toEqual(pids)
    host.kill('SIGKILL')
    await waitUntilGone(pids)
    expect(pids.filter(isAlive)).toEqual([])
  })
})

describe.each(drivers.map((each) => [each.name, each] as const))('the bundled capsule under %s', (_name, sandbox) => {
  it('carries out a recipe', async () => {
    const { response, seen } = await runBuiltin(sandbox, { request: taskRequest({ recipe, tools }), onIntent: answer })
    expect(response).toMatchObject({ status: 'ok', result: '42 files' })
    expect(seen.intents).toMatchObject([{ id: '1', tool: 'file_io', args: { op: 'glob', path: '.', pattern: '*.ts' } }])
    expect(seen.exited[0]).toMatchObject({ code: 0, stderr_tail: '' })
  })

  it('works with a model', async () => {
    const { response, seen } = await runBuiltin(sandbox, { request: taskRequest({ engine: 'model', tools }), onIntent: answer })
    expect(response).toMatchObject({ status: 'ok', result: 'There are 42.' })
    expect(seen.intents.map(({ type }) => type)).toEqual(['model_call_intent', 'tool_call_intent', 'model_call_intent'])
  })

  it('stops by itself at a cancel, within its grace', async () => {
    const cancel = new AbortController()
    const { error, seen, ms } = await runBuiltin(sandbox, {
      request: taskRequest({ engine: 'model', tools }),
      limits: { grace_ms: 2000 },
      signal: cancel.signal,
      onIntent: async (_intent, { signal }) => {
        setTimeout(() => cancel.abort(), 20)
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      },
    })
    expect(error?.code).toBe('CAPSULE_CANCELLED')
    expect(seen.exited[0]).toMatchObject({ code: 0, signal: null })
    expect(ms).toBeLessThan(1500)
    expect(isAlive(seen.started[0]?.pid ?? 0)).toBe(false)
  })
})

function startBare(): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [join(bundle.packageDir, 'dist/capsule.cjs')], { stdio: 'pipe' })
  child.stdout.resume()
  return child
}

/** Bytes that are read before the first intent: the entry and what it imports at once. */
function startBytes(outputs: BundledCapsule['metafile']['outputs']): number {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const each of outputs[path]?.imports ?? []) if (each.kind === 'import-statement' && !each.external) visit(each.path)
  }
  visit(Object.keys(outputs).find((path) => basename(path) === 'capsule.cjs') ?? '')
  const agentLoop = Object.keys(outputs).find((path) => basename(path).startsWith('agent-loop'))
  if (agentLoop !== undefined) visit(agentLoop)
  return [...seen].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0)
}
