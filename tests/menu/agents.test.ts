import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import type { Terminal } from '../helpers/terminal.ts'
import { goTo, openMenuIn } from '../helpers/walk-menu.ts'

let place: ClawPlace
let terminal: Terminal | undefined
afterEach(async () => {
  await terminal?.close()
  place.remove()
})

async function openPlace(
  name: string,
  title: RegExp,
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
) {
  place = clawPlace({ 'a.ts': 'one\n', ...files })
  const shown = await openMenuIn(place, { env: { ...place.env, ...env }, columns: 110, rows: 34 })
  terminal = shown
  shown.press('escape')
  await shown.shows(/Enter open/)
  await goTo(shown, name, title)
  return shown
}

async function agents(): Promise<Record<string, { readonly status: string; readonly metrics: unknown }>> {
  const { result } = JSON.parse((await place.run(['agents', '--json'])).stdout)
  return Object.fromEntries(result.map((row: { agent_id: string }) => [row.agent_id, row]))
}

test('an agent is made, edited, tried, explained, deleted and brought back, all from the keyboard', async () => {
  const editor = join(import.meta.dirname, '../fixtures/none')
  const shown = await openPlace('agents', /Agents/, {}, { EDITOR: `sh -c 'echo "- Be brief." >> "$1"' ${editor}` })
  await shown.shows('file-analyst')

  shown.press('n')
  await shown.shows('begin')
  shown.press('tab')
  shown.type('count lines of code')
  shown.press('ctrl+s')
  await shown.shows(/name\*.*File system helper/)
  await shown.shows(/allow +file_io reads a file/)
  shown.press('ctrl+s')
  await shown.shows('Make file-system-helper?')
  shown.press('y')
  await shown.shows('Made file-system-helper')
  await shown.shows(/> file-system-helper +active/)
  const folder = join(place.workspace, '.closed_claw/agents/file-system-helper')
  expect(existsSync(join(folder, 'skill.md'))).toBe(true)

  shown.press('e')
  await shown.shows(/> name\*/)
  shown.press('tab')
  shown.type(' Nothing else.')
  await shown.shows('Nothing else.')
  shown.press('shift+tab', 'shift+tab', 'shift+tab')
  await shown.shows(/> skill\.md/)
  shown.press('ctrl+g')
  await shown.shows('- Be brief.')
  shown.press('ctrl+s')
  await shown.shows(/file-system-helper changed: description, skill\.md/)
  expect(readFileSync(join(folder, 'skill.md'), 'utf8')).toMatch(/- Be brief\.\n$/)
  expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')).description).toMatch(/ Nothing else\.$/)

  shown.press('t')
  await shown.shows(/> task/)
  shown.type('how many files are here')
  shown.press('ctrl+s')
  await shown.shows(/passed +file-system-helper: completed/, 40_000)
  shown.press('escape')
  await shown.shows(/file-system-helper +active .* 1 +100%/)

  shown.press('w')
  await shown.shows(/> task/)
  shown.type('count lines of code')
  shown.press('ctrl+s')
  await shown.shows(/file-system-helper +\d\.\d\d/)
  shown.press('escape')
  await shown.shows(/file-system-helper +active/)

  shown.press('d')
  await shown.shows('Delete file-system-helper?')
  shown.press('y')
  await shown.shows(/file-system-helper +deleted/)
  expect((await agents())['file-system-helper']).toBeUndefined()
  shown.press('u')
  await shown.shows(/file-system-helper +active .* 1 +100%/)
  expect((await agents())['file-system-helper']).toMatchObject({ status: 'active', metrics: { runs: 1 } })
  shown.press('q')
  expect(await shown.ended).toBe(0)
  expect(forbiddenBytes(shown.bytes())).toEqual([])
}, 120_000)

const EVIL = '\u001b]0;owned\u0007\u001b[2J\u202etxt.exe'

test('what changes on the disk is seen while one looks, hostile names are harmless, and a rejected skill says why', async () => {
  const shown = await openPlace('agents', /Agents/, {})
  await shown.shows('file-analyst')
  const manifest = {
    agent_id: 'evil',
    name: EVIL,
    description: EVIL.repeat(9),
    tags: [],
    tools_allowlist: [],
    skill_ids: [],
    examples: [EVIL],
  }
  const rest = { entrypoint: 'builtin', requires_approval_for: [], version: '1', created_at: '', created_by: 'x' }
  place.write('agents/evil/skill.md', `${EVIL} ${'text \u001b[31m'.repeat(12_000)}`)
  place.write('agents/evil/manifest.json', JSON.stringify({ ...manifest, ...rest }))
  await shown.shows(/evil +active/, 5000)
  place.write('agents/evil/manifest.json', '{ torn')
  await shown.shows(/evil +broken/, 5000)
  rmSync(join(place.workspace, 'agents/evil'), { recursive: true })
  await shown.showsNot(/evil/, 5000)

  await goTo(shown, 'skills', /Skills/)
  await shown.shows('file_system')
  place.write('skills/torn/SKILL.md', `---\nname: other\ndescription: ${JSON.stringify(EVIL)}\n---\ntext`)
  await shown.shows(/torn +rejected +0 .*name is 'other'/, 5000)
  expect(shown.bytes().toString('utf8')).not.toContain('owned\u0007')
  shown.press('q')
  expect(await shown.ended).toBe(0)
  expect(forbiddenBytes(shown.bytes())).toEqual([])
}, 60_000)
