import { spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { CLAW, collect } from '../helpers/claw-place.ts'
import { KEY, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

// A mount of its own in a namespace of its own: the state folder is a disk of 16 MB that runs full in the middle of the run.
const SCRIPT = `
mount -t tmpfs -o size=16m tmpfs .closed_claw || exit 99
"$NODE" "$CLAW" agents --json >/dev/null 2>&1
"$NODE" "$CLAW" run "Do it" --agent writer --json --no-input > first.json 2> first.err &
pid=$!
for i in $(seq 200); do [ -e begun.txt ] && break; sleep 0.05; done
dd if=/dev/zero of=.closed_claw/ballast bs=4096 2>/dev/null
wait $pid; echo $? > first.code
"$NODE" "$CLAW" runs --json > full.json 2>/dev/null
rm .closed_claw/ballast
id=$("$NODE" "$CLAW" runs --json | grep -o '"run_id": *"[0-9a-f]*"' | head -1 | grep -o '[0-9a-f]\\{12\\}')
"$NODE" "$CLAW" resume "$id" --json --no-input > second.json 2> second.err
echo $? > second.code
`

test('a disk that runs full in the middle of a run: a clear error, and the run goes on when there is space', {
  timeout: 60_000,
}, async () => {
  const append = (n: number) => ({ name: 'file_io', args: { op: 'append', path: 'log.txt', content: `${n} ${'x'.repeat(60_000)}\n` } })
  const begun = { name: 'file_io', args: { op: 'write', path: 'begun.txt', content: '' } }
  open = await scene([
    { when: { turn: 0 }, reply: { tool_calls: [begun] } },
    ...[1, 2, 3, 4].map((n) => ({ when: { turn: n }, reply: { tool_calls: [append(n)], delay_ms: 400 } })),
    { reply: 'done' },
  ])
  open.place.write('.closed_claw/keep', '')
  const env = { ...open.place.env, ...open.env, NODE: process.execPath, CLAW, CLOSED_CLAW_SANDBOX: 'off', OPENAI_API_KEY: KEY }
  const child = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', SCRIPT], { cwd: open.place.workspace, env })
  expect(await collect(child)).toMatchObject({ code: 0 })
  const first = JSON.parse(open.file('first.json') ?? '{}')
  expect([first.error?.code, open.file('first.code')?.trim()], open.file('first.err')).toEqual(['STORE_FULL', '3'])
  expect(first.error.fix).toMatch(/claw resume [0-9a-f]{12}/)
  const second = JSON.parse(open.file('second.json') ?? '{}')
  expect(second, open.file('second.err')).toMatchObject({ ok: true, status: 'completed', result: 'done' })
  expect(
    open
      .file('log.txt')
      ?.split('\n')
      .map((line) => line[0]),
  ).toEqual(['1', '2', '3', '4', undefined])
})
