import { afterEach, expect, test } from 'vitest'
import { purposes, read, type Scene, scene, subtask } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const TASK = 'Read s1.txt and list its parts, then use the parts'
const FILES = { 's1.txt': 'one 1\ntwo 2\n' }
const output = {
  kind: 'list',
  fields: [
    { name: 'word', type: 'text', description: 'd' },
    { name: 'size', type: 'integer', description: 'd' },
  ],
}
const typed = (id: string, more: object = {}) => ({ ...subtask(id), output, ...more })
const execution = [typed('s1'), subtask('s2', { depends_on: ['s1'], task: 'Read the file s1.txt of this folder for its parts (s2)' })]
const rest = [
  { when: { schema: 'synthesis' }, reply: { json: { answer: 'both', verdicts: [] } } },
  { when: { task: '/\\(s2\\)/' }, reply: 'used' },
]
const good = {
  items: [
    { word: 'one', size: 1, more: 'x' },
    { word: 'two', size: 2 },
  ],
}
const VALUE = [
  { word: 'one', size: 1 },
  { word: 'two', size: 2 },
]

test('a typed result is told, checked, and reaches its dependents as JSON; it costs no call more', { timeout: 30_000 }, async () => {
  open = await scene(
    [
      { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution } } },
      { when: { task: '/\\(s1\\)/', turn: 0 }, reply: { tool_calls: [read('s1.txt')] } },
      { when: { task: '/\\(s1\\)/', turn: 1 }, reply: `Here it is:\n\`\`\`json\n${JSON.stringify(good)}\n\`\`\`` },
      ...rest,
    ],
    { files: FILES },
  )
  const ran = await open.claw(['run', TASK])
  expect(ran.document).toMatchObject({ ok: true, status: 'completed', result: 'both' })
  expect(ran.document.subtasks[0]?.result).toEqual(VALUE)
  expect(purposes(ran)).toEqual(['plan.discovery', 'agent', 'agent', 'agent', 'synthesis'])
  expect(ran.of('plan.created')[0]?.data.subtasks[0]?.output).toEqual(output)
  const chats = open.server.chats().map((chat) => chat.messages.map((message) => message.content).join('\n'))
  expect(chats[1]).toContain('## The result')
  expect(chats.find((text) => text.includes('for its parts (s2)'))).toContain(`\n${JSON.stringify(VALUE)}\n</data mark=`)
})

test('one that does not fit is sent back once with the schema, then the attempt fails with a code', { timeout: 30_000 }, async () => {
  open = await scene(
    [
      { when: { schema: 'plan' }, reply: { json: { reason: 'r', execution } } },
      { when: { schema: 'answer' }, reply: [{ json: good }, { json: { items: [{ word: 'one' }] } }, { json: good }] },
      { when: { task: '/\\(s1\\)/' }, reply: 'one and two' },
      ...rest,
    ],
    { files: FILES },
  )
  const mended = await open.claw(['run', TASK])
  expect(mended.document.subtasks[0]).toMatchObject({ status: 'succeeded', attempts: 1, result: VALUE })
  const asked = open.server.chats().find((chat) => chat.schema === 'answer')
  expect(asked?.tools).toEqual([])
  expect(asked?.messages.at(-1)?.content).toContain('does not fit')
  const again = await open.claw(['run', TASK])
  expect(again.of('subtask.failed').map((event) => [event.data.error.code, event.data.final])).toEqual([['OUTPUT_INVALID', false]])
  expect(again.of('subtask.failed')[0]?.data.error.message).toContain('`size` of item 0 is missing (integer)')
  expect(again.document).toMatchObject({ ok: true, status: 'completed' })
})

const PROGRAM = `import json, sys
request = json.loads(sys.stdin.readline())
right = {"word": "one", "size": len(request["prior_failures"])}
result = [right] if request["prior_failures"] else [{"word": 1}]
print(json.dumps({"type": "agent_response", "status": "ok", "result": result, "artifacts": [], "memory_updates": [], "metrics": {"output": request["output"]["kind"]}}), flush=True)
`

test('the result of a foreign capsule is checked by the host; an output that is no output is sent back to the planner', {
  timeout: 30_000,
}, async () => {
  const manifest = {
    agent_id: 'lister',
    name: 'Lister',
    description: 'Makes a list of the parts of a parcel',
    tags: [],
    tools_allowlist: [],
    skill_ids: [],
    examples: ['List the parts of this parcel', 'Make the list of the parts of a parcel'],
    entrypoint: { command: ['python3', 'main.py'] },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
  }
  const wrong = { ...output, fields: [{ name: '__proto__', type: 'text', description: '' }] }
  const parts = typed('s1', { task: 'Make a list of the parts of the parcel', required_tools: [] })
  open = await scene(
    [
      {
        when: { schema: 'plan' },
        reply: [{ json: { reason: 'r', execution: [{ ...parts, output: wrong }] } }, { json: { reason: 'r', execution: [parts] } }],
      },
      { reply: 'never' },
    ],
    {
      files: {
        'agents/lister/manifest.json': JSON.stringify(manifest),
        'agents/lister/skill.md': '## Role\nList.\n',
        'agents/lister/main.py': PROGRAM,
      },
      env: { CLOSED_CLAW_LOW_CONFIDENCE_THRESHOLD: '0.01' },
    },
  )
  const ran = await open.claw(['run', 'Make a list of the parts of the parcel, and then show it'])
  expect(purposes(ran)).toEqual(['plan.discovery', 'plan.discovery.repair'])
  expect(ran.document.subtasks[0]).toMatchObject({ agent_id: 'lister', attempts: 2, result: [{ word: 'one', size: 1 }] })
  expect(ran.of('subtask.failed').map((event) => event.data.error.code)).toEqual(['OUTPUT_INVALID'])
})
