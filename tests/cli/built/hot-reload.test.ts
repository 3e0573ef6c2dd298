import type { ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createDeferred } from '../../../src/protocol/deferred.ts'
import { readEvents, type Scene, scene } from '../../coordinator/scene.ts'
import { freePort } from '../../helpers/free-port.ts'

let open: Scene | undefined
let web: ChildProcess | undefined
afterEach(async () => {
  web?.kill('SIGKILL')
  await open?.close()
})

interface Listed {
  readonly agent_id: string
  readonly description: string
  readonly status: string
  readonly problem: string | null
}

/** The dashboard of the built program, signed in. */
async function dashboard({ place, env }: Scene) {
  const port = await freePort()
  const child = place.start(['web', '--port', String(port)], { env })
  web = child
  const signIn = await new Promise<string>((done, reject) => {
    let text = ''
    child.stderr?.on('data', (data: Buffer) => {
      text += data.toString('utf8')
      const found = /(http:\S+\/sign-in\?code=\S+)/.exec(text)?.[1]
      if (found !== undefined) done(found)
    })
    child.once('exit', () => reject(new Error(text)))
  })
  const opened = await fetch(signIn, { redirect: 'manual' })
  const base = `http://127.0.0.1:${port}`
  const headers = { cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '', origin: base, 'content-type': 'application/json' }
  const get = async (path: string) => (await fetch(`${base}${path}`, { headers })).json()
  return {
    agent: async (id: string) => ((await get('/api/agents')) as { agents: Listed[] }).agents.find((agent) => agent.agent_id === id),
    start: async (task: string) => {
      const answer = await fetch(`${base}/api/runs`, { method: 'POST', headers, body: JSON.stringify({ task, agent_id: 'file-analyst' }) })
      return ((await answer.json()) as { run_id: string }).run_id
    },
    ended: async (run_id: string) => {
      for (;;) {
        const { run } = (await get(`/api/runs/${run_id}`)) as { run: { status: string } }
        if (!['queued', 'running'].includes(run.status)) return run.status
        await new Promise((wait) => setTimeout(wait, 50))
      }
    },
  }
}

it('ten edits while the dashboard is up and a run goes on: the run keeps its agent, the list shows each edit, the next run says what changed', async () => {
  const asked = createDeferred<void>()
  const gate = createDeferred<void>()
  const here = await scene(
    async (chat) => {
      const turn = chat.messages.filter((message) => message.role === 'assistant').length
      if (turn === 0) return { tool_calls: [{ name: 'file_io', args: { op: 'read', path: 'note.txt' } }] }
      asked.resolve()
      await gate.promise
      return 'It says hello.'
    },
    { files: { 'note.txt': 'hello\n' } },
  )
  open = here
  await here.place.run(['agent', 'edit', 'file-analyst', '--set', 'description=Edit zero reads and counts the files of this folder'])
  const path = join(here.place.workspace, '.closed_claw/agents/file-analyst/manifest.json')
  const good = JSON.parse(readFileSync(path, 'utf8'))
  const browser = await dashboard(here)
  const first = await browser.start('what does note.txt say?')
  await asked.promise

  for (let n = 1; n <= 10; n += 1) {
    const broken = n % 2 === 1
    const edited = JSON.stringify({
      ...good,
      description: `Edit ${n} reads and counts the files of this folder`,
      examples: [...good.examples, `edit ${n}`],
    })
    writeFileSync(path, broken ? edited.slice(0, 20 + n * 9) : edited)
    const listed = await browser.agent('file-analyst')
    if (broken) expect(listed).toMatchObject({ status: 'broken', problem: expect.stringContaining('manifest.json: not JSON') })
    else expect(listed).toMatchObject({ status: 'active', description: expect.stringContaining(`Edit ${n} `) })
  }
  writeFileSync(path, '{ "agent_id": ')
  gate.resolve()
  expect(await browser.ended(first)).toBe('completed')
  const events = readEvents(here.place, first)
  expect(events.filter((event) => event.type === 'agent.changed')).toEqual([])
  expect(here.server.chats().every((chat) => JSON.stringify(chat.messages).includes('file-analyst'))).toBe(true)

  writeFileSync(path, `${JSON.stringify({ ...good, examples: [...good.examples, 'one more'] }, null, 2)}\n`)
  const next = await here.claw(['run', 'what does note.txt say?', '--agent', 'file-analyst'])
  expect(next.document.status).toBe('waiting')
  expect(next.events.some((event) => event.type === 'approval.requested')).toBe(true)
  await here.place.run(['agent', 'accept', 'file-analyst'])
  writeFileSync(path, '{')
  const left = await here.place.run(['run', 'what is in note.txt?', '--no-input'], { env: here.env })
  expect(left.stderr).toMatch(/note +agent file-analyst: cannot be read since the last run and is left out: manifest\.json/)
}, 60_000)

it('an edit of a shipped agent by any means is said once, at the next run', async () => {
  const here = await scene(() => 'Done.', { env: { CLOSED_CLAW_LLM_PROVIDER: 'rules' } })
  open = here
  const { place } = here
  const run = async () => (await place.run(['run', 'How many files are here?'])).stderr
  await place.run(['agent', 'edit', 'file-analyst', '--set', 'version=2.0.0'])
  await run()
  await place.run(['agent', 'edit', 'file-analyst', '--add-example', 'what lies around?', '--set', 'limits.steps=9'])
  expect(await run()).toMatch(/agent +file-analyst changed since the last run: examples \+1, limits/)
  expect(await run()).not.toContain('changed since')
  const audit = JSON.parse((await place.run(['audit', '--action', 'agent.changed', '--json'])).stdout).result
  expect(audit).toMatchObject([{ target: 'file-analyst', detail: { digest_before: expect.any(String), digest_after: expect.any(String) } }])
})
