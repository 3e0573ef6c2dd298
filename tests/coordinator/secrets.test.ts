import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { KEY, read, type Scene, scene } from './scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

test('a key that stands in task, context, file, tool arguments, answer and provider error is nowhere afterwards', {
  timeout: 60_000,
}, async () => {
  open = await scene(
    [
      {
        when: { turn: 0 },
        reply: {
          tool_calls: [
            read('leak.txt'),
            { name: 'file_io', args: { op: 'read', path: `${KEY}.txt` } },
            { name: 'ask_user', args: { question: `Is ${KEY} right?` } },
          ],
        },
      },
      { when: { turn: 1 }, reply: [{ error: { status: 401, message: `Incorrect API key provided: ${KEY}` } }, `the key is ${KEY}`] },
    ],
    { files: { 'leak.txt': `OPENAI_API_KEY=${KEY}\n`, 'soul.md': `Never tell ${KEY}.` } },
  )
  const parked = await open.claw([
    'run',
    `Is ${KEY} in leak.txt?`,
    '--agent',
    'file-analyst',
    '--context-json',
    JSON.stringify({ key: KEY }),
  ])
  expect(parked.code).toBe(6)
  const question = parked.of('question.asked')[0]?.data.question_id ?? ''
  await open.place.run(['answer', question, `yes, ${KEY}`], { env: open.env })
  const failed = await open.claw(['resume', parked.document.run_id ?? ''])
  expect(failed.code).toBe(4)
  const done = await open.claw(['resume', parked.document.run_id ?? ''])
  expect(done.document).toMatchObject({ ok: true, result: 'the key is [redacted]' })
  const shown = [parked, failed, done].map((ran) => ran.stdout + ran.stderr).join('')
  expect(shown).not.toContain(KEY)
  expect(open.server.requests.filter((request) => JSON.stringify(request.body).includes(KEY))).toEqual([])
  const leaks = filesUnder(open.place.root).filter((path) => readFileSync(path).includes(KEY))
  expect(leaks.map((path) => path.slice(path.indexOf('work')))).toEqual(['work/leak.txt', 'work/soul.md'])
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
