import { afterEach, expect, test } from 'vitest'
import type { ForkStep } from '../../../src/view/fork-rows.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { stepDetail } from '../../../src/view/trace/detail/step-detail.ts'
import { nodeAt } from '../../../src/view/trace/trace.ts'
import type { TraceNode } from '../../../src/view/trace/trace-node.ts'
import { treeRows } from '../../../src/view/trace/tree-rows.ts'
import { type Ran, read, type Scene, scene, subtask } from '../../coordinator/scene.ts'
import { fold, outline } from './events.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const WRITE = { name: 'file_io', args: { op: 'write', path: '../outside.txt', content: 'x' } }
const TWO = [
  { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution: [subtask('s1'), subtask('s2', { depends_on: ['s1'] })] } } },
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'Both.', verdicts: [] } } },
  { when: { task: 's1.txt', turn: 0 }, reply: { tool_calls: [read('s1.txt'), read('s2.txt')] } },
  { when: { task: 's2.txt', turn: 0 }, reply: { tool_calls: [WRITE] } },
  { reply: 'done' },
]
const FILES = { 's1.txt': 'one\n', 's2.txt': 'two\n' }

function addresses(node: TraceNode): string[] {
  return [...(node.address === null ? [] : [node.address]), ...node.children.flatMap(addresses)]
}

const sectionsOf = (node: TraceNode | undefined): string =>
  node === undefined
    ? ''
    : stepDetail(node, 0)
        .flatMap(({ title, lines }) => [`# ${title}`, ...lines.map(plainText)])
        .join('\n')

async function forkable(ran: Ran): Promise<string[]> {
  const steps: readonly ForkStep[] = await (open as Scene).result(['fork', ran.document.run_id ?? ''])
  return steps.map(({ address }) => address)
}

test('the steps of a run have the addresses that a fork of it takes', { timeout: 60_000 }, async () => {
  open = await scene(TWO, { files: FILES })
  const ran = await open.claw(['run', 'Read s1.txt, then read s2.txt'])
  expect(ran.document).toMatchObject({ ok: true, result: 'Both.' })
  const { root } = fold(ran.events)
  expect(addresses(root)).toEqual(await forkable(ran))
  expect(outline(root)).toMatchObject({ length: 16 })
  expect(root.use.calls).toBe(ran.document.usage[0]?.calls)
  expect(root.use.input).toBe(ran.document.usage[0]?.input_tokens)
})

test('a step tells its prompt, its exact arguments, the decision with its rule, and its result', { timeout: 60_000 }, async () => {
  open = await scene(TWO, { files: FILES })
  const ran = await open.claw(['run', 'Read s1.txt, then read s2.txt'])
  const trace = fold(ran.events)
  const [model, tool] = nodeAt(trace, ['s1', '1'])?.children ?? []
  expect(sectionsOf(model)).toContain('# prompt 1: system')
  expect(sectionsOf(model)).toContain('Read the file s1.txt of this folder (s1)')
  expect(sectionsOf(model)).toContain('# wants file_io\n{\n  "op": "read",\n  "path": "s1.txt"\n}')
  expect(sectionsOf(tool)).toContain('# arguments\n{\n')
  expect(sectionsOf(tool)).toMatch(/rule +workspace\.read/)
  expect(sectionsOf(tool)).toMatch(/# result[\s\S]*one/)
  const denied = nodeAt(trace, ['s2', '1'])?.children[1]
  expect(denied?.state).toBe('denied')
  expect(sectionsOf(denied)).toMatch(/decision +deny/)
  expect(treeRows(trace, new Set(['s1'])).some(({ id }) => id.startsWith('s1/'))).toBe(false)
})

test('a run of the rules, one that waits, and one that was resumed are folded too', { timeout: 60_000 }, async () => {
  const asks = [{ when: { turn: 0 }, reply: { tool_calls: [{ name: 'ask_user', args: { question: 'Which one?' } }] } }, { reply: 'done' }]
  open = await scene(asks, { files: FILES })
  const parked = await open.claw(['run', 'Read s1.txt', '--agent', 'file-analyst'])
  expect(parked.code).toBe(6)
  const waiting = fold(parked.events)
  expect(waiting.root.state).toBe('waiting')
  expect(nodeAt(waiting, ['s1', '1'])?.children.at(-1)).toMatchObject({ state: 'waiting', title: 'Which one?' })
  const id = parked.of('question.asked')[0]?.data.question_id ?? ''
  await open.result(['answer', id, 'this one'])
  const ran = await open.claw(['resume', parked.document.run_id ?? ''])
  expect(ran.code).toBe(0)
  const trace = fold(ran.events)
  expect(trace.root.state).toBe('done')
  expect(addresses(trace.root)).toEqual(await forkable(ran))
  const rules = await open.claw(['run', 'How many TypeScript files are here?'], { CLOSED_CLAW_RULES_FIRST: 'all' })
  expect(addresses(fold(rules.events).root)).toEqual(await forkable(rules))
})
