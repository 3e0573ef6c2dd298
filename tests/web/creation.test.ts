import type { ChildProcess } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { type Scene, scene } from '../coordinator/scene.ts'
import { readThrough } from '../helpers/dashboard/read-through.ts'
import { freePort } from '../helpers/free-port.ts'
import { type InTerminal, inTerminal } from '../helpers/in-terminal.ts'
import { openBrowser } from './open-browser.ts'

let open: Scene | undefined
let web: ChildProcess | undefined
let terminal: InTerminal | undefined
let browser: Browser | undefined
afterEach(async () => {
  await browser?.close()
  terminal?.kill()
  web?.kill('SIGKILL')
  await open?.close()
})

const json = {
  name: 'Haiku poet',
  description: 'Writes haiku about landscapes: three lines. No prose.',
  tags: [],
  tools: ['file_io'],
  skill_ids: [],
  examples: ['a haiku on snow', 'haiku: the sea', 'three lines about autumn', 'poem of rain, japanese style', 'moon haiku'],
  role_text: '# Role\n\nYou write haiku.\n\n# Decision rules\n\n- Count <b>syllables</b>.',
}

test('mode web: the dashboard shows the whole agent, and the waiting run goes on when it is allowed there', {
  timeout: 120_000,
}, async () => {
  open = await scene([{ when: { schema: 'agent_profile' }, reply: { json } }, { reply: 'old silent glacier' }])
  const { place, env } = open
  terminal = inTerminal(['run', 'Compose a haiku about ice', '--create-approval-mode', 'web'], {
    cwd: place.workspace,
    env: { ...place.env, ...env },
  })
  const port = await freePort()
  web = place.start(['web', '--port', String(port)], { env })
  browser = await openBrowser()
  const page = await browser.newPage()
  await page.goto(await signInUrl(web))
  await page.goto(`http://127.0.0.1:${port}/approvals`)
  const card = page.locator('article[data-approval]')
  await card.waitFor()
  const shown = (await card.textContent()) ?? ''
  for (const part of [json.name, json.description, 'file_io', ...json.examples, '- Count <b>syllables</b>.', '# When to stop'])
    expect(shown).toContain(part)
  expect(terminal.screen()).not.toContain('Allow once')
  await readThrough(card)
  await card.getByRole('button', { name: 'Allow once' }).click()
  expect(await terminal.ended).toBe(0)
  expect(terminal.screen()).toContain('old silent glacier')
})

function signInUrl(program: ChildProcess): Promise<string> {
  let text = ''
  return new Promise((done, reject) => {
    program.stderr?.on('data', (data: Buffer) => {
      text += data.toString('utf8')
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=\S+/.exec(text) ?? []
      if (url !== undefined) done(url)
    })
    program.once('exit', (code) => reject(new Error(`claw web ended with ${code}: ${text}`)))
  })
}
