import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { inTerminal } from '../../helpers/in-terminal.ts'

let place: ClawPlace
beforeEach(() => {
  place = clawPlace({})
})
afterEach(() => place.remove())

/** Breaks the manifest at its first start and mends it at the second. */
function editor(): Record<string, string> {
  const path = join(place.root, 'editor.sh')
  const mark = join(place.root, 'mark')
  const mend = `sed -i 's/"descrption": "/"description": "Mended. /' "$1"`
  const spoil = `touch '${mark}'; sed -i 's/"description": "/"descrption": "/' "$1"`
  writeFileSync(path, `#!/bin/sh\nif [ -e '${mark}' ]; then ${mend}; else ${spoil}; fi\n`)
  chmodSync(path, 0o755)
  return { EDITOR: path }
}

it('in a terminal an invalid save is shown with its line, and can be edited again', async () => {
  const terminal = inTerminal(['agent', 'edit', 'writer', '--file', 'manifest'], {
    cwd: place.workspace,
    env: { ...place.env, ...editor() },
  })
  await terminal.shows(/manifest\.json:\d+ +has unknown fields: descrption/)
  await terminal.shows('Edit again? [Y/n]')
  terminal.type('\n')
  await terminal.shows('writer changed: description')
  expect(await terminal.ended).toBe(0)
  const manifest = JSON.parse(readFileSync(join(place.workspace, '.closed_claw/agents/writer/manifest.json'), 'utf8'))
  expect(manifest.description).toMatch(/^Mended\. /)
})

it('or be given up, and the agent stays as it was', async () => {
  const terminal = inTerminal(['agent', 'edit', 'writer', '--file', 'manifest'], {
    cwd: place.workspace,
    env: { ...place.env, ...editor() },
  })
  await terminal.shows('Edit again? [Y/n]')
  terminal.type('n\n')
  await terminal.shows('writer stays as it was.')
  expect(await terminal.ended).toBe(5)
  expect(existsSync(join(place.workspace, '.closed_claw/agents/writer'))).toBe(false)
})

it('a trash that is a link is not swept, filled or emptied', async () => {
  const outside = join(place.root, 'outside')
  mkdirSync(join(outside, 'agents', 'holiday-photos-1700000000000'), { recursive: true })
  await place.run(['agent', 'edit', 'writer', '--set', 'version=2.0.0'])
  symlinkSync(outside, join(place.workspace, '.closed_claw/trash'))
  for (const args of [
    ['agent', 'trash', '--empty', '--yes'],
    ['delete-agent', 'writer', '--yes'],
    ['agent', 'restore', 'holiday-photos'],
  ])
    expect((await place.run(args)).stderr).toContain('is a link')
  expect((await place.run(['run', 'How many files are here?'], { env: { CLOSED_CLAW_TRASH_KEEP_DAYS: '0' } })).code).toBe(0)
  expect(existsSync(join(outside, 'agents', 'holiday-photos-1700000000000'))).toBe(true)
  expect(existsSync(join(place.workspace, '.closed_claw/agents/writer'))).toBe(true)
})
