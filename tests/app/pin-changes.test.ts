import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { App } from '../../src/app/app-port.ts'
import { createApp } from '../../src/app/create-app.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { putAgent, tempDir } from '../capsules/folders/temp-dir.ts'

const SECRET = 'hush-0123456789'
let app: App | undefined
afterEach(() => app?.close())

async function keeper(): Promise<{ readonly app: App; readonly pins: string; readonly skill: (text: string) => void }> {
  const root = tempDir()
  const workspace = join(root, 'work')
  mkdirSync(join(workspace, 'agents'), { recursive: true })
  putAgent(join(workspace, 'agents'), 'keeper')
  const skill = (text: string): void => writeFileSync(join(workspace, 'agents', 'keeper', 'skill.md'), text)
  skill(`# Role\nAsk with ${SECRET}.\n`)
  const env = { HOME: join(root, 'home'), PATH: '', CLOSED_CLAW_LLM_PROVIDER: 'rules', OPENAI_API_KEY: SECRET }
  app = await createApp(loadConfig({ env, cwd: workspace, workspace, flags: {} }))
  await app.acceptAgent('keeper')
  expect(await app.pinChanges('agent', 'keeper')).toEqual([])
  const [file = ''] = readdirSync(join(app.config.userStateDir, 'pins'))
  return { app, pins: readFileSync(join(app.config.userStateDir, 'pins', file), 'utf8'), skill }
}

test('what is kept for a comparison holds no secret, and what is the same but for its mask is no change', async () => {
  const { app, pins, skill } = await keeper()
  expect(pins).toContain('Ask with [redacted].')
  expect(pins).not.toContain(SECRET)
  skill(`# Role\nAsk twice with ${SECRET}.\n`)
  expect(await app.pinChanges('agent', 'keeper')).toEqual([
    {
      path: 'skill.md',
      to_path: null,
      what: 'changed',
      lines: ['@@ -1,2 +1,2 @@', ' # Role', '-Ask with [redacted].', '+Ask twice with [redacted].'],
      note: '',
    },
  ])
})

test('a change that a mask hides is told without it', async () => {
  const { app, skill } = await keeper()
  skill('# Role\nAsk with [redacted].\n')
  expect(await app.pinChanges('agent', 'keeper')).toMatchObject([{ what: 'unknown', lines: [], note: expect.stringContaining('secret') }])
})

test('of what was too long to be kept no one says that it is new', async () => {
  const { app, skill } = await keeper()
  skill(`# Role\n${'word '.repeat(20_000)}\n`)
  expect(await app.pinChanges('agent', 'keeper')).toMatchObject([{ path: 'skill.md', what: 'changed' }])
  await app.acceptAgent('keeper')
  skill('# Role\nShort again.\n')
  expect(await app.pinChanges('agent', 'keeper')).toMatchObject([
    { path: 'skill.md', what: 'unknown', note: expect.stringContaining('not kept') },
  ])
})
