import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createDeferred } from '../../../src/protocol/deferred.ts'
import { read, type Scene, scene } from '../../coordinator/scene.ts'

let open: Scene | undefined
afterEach(() => open?.close())

const NEW = ['agent', 'new', '--name', 'Slow reader', '--description', 'Reads files slowly and says what is in them.', '--tool', 'file_io']

it('an agent that is deleted while it works finishes its work, leaves nothing behind, and can come back', { timeout: 60_000 }, async () => {
  const asked = createDeferred<void>()
  const gate = createDeferred<void>()
  const here = await scene(
    async (chat) => {
      if (!chat.messages.some((message) => message.role === 'tool')) return { tool_calls: [read('a.txt')] }
      asked.resolve()
      await gate.promise
      return 'it says hello'
    },
    { files: { 'a.txt': 'hello' } },
  )
  open = here
  await here.result([...NEW, '--example', 'read a.txt slowly', '--yes'])
  const running = here.claw(['run', 'Read a.txt', '--agent', 'slow-reader'])
  await asked.promise
  await here.result(['delete-agent', 'slow-reader', '--yes'])
  gate.resolve()
  const ran = await running
  expect([ran.code, ran.document.status, ran.document.result]).toEqual([0, 'completed', 'it says hello'])
  expect(ran.of('agent.credited').map((event) => event.data.outcome)).toEqual(['success'])
  expect(existsSync(join(here.place.workspace, '.closed_claw/agents/slow-reader'))).toBe(false)
  expect((await here.place.run(['agent', 'restore', 'slow-reader'], { env: here.env })).code).toBe(0)
  expect((await here.result(['agents'])) as object[]).toContainEqual(
    expect.objectContaining({ agent_id: 'slow-reader', status: 'active', metrics: expect.objectContaining({ runs: 1, successes: 1 }) }),
  )
})
