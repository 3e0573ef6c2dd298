import { afterEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { openTerminal, type Terminal } from '../helpers/terminal.ts'

let place: ClawPlace
let terminal: Terminal | undefined
afterEach(async () => {
  await terminal?.close()
  place.remove()
})

it('serves the dashboard while its screen is open, and not after', async () => {
  place = clawPlace()
  terminal = openTerminal([], { cwd: place.workspace, env: place.env })
  await terminal.shows('What should be done?')
  terminal.type(':web\r')
  await terminal.shows(/Sign in {4}http/)
  const url = /Sign in\s+(\S+)/.exec(terminal.screen().join('\n'))?.[1] ?? ''
  expect((await fetch(url, { redirect: 'manual' })).status).toBeLessThan(400)
  terminal.press('escape')
  await terminal.shows('What should be done?')
  await expect(untilRefused(url)).resolves.toBe(true)
}, 30_000)

async function untilRefused(url: string): Promise<boolean> {
  for (let tries = 0; tries < 50; tries++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    )
    if (!answered) return true
    await new Promise((done) => setTimeout(done, 100))
  }
  return false
}
