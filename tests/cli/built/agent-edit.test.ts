import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'

const REPO = resolve(import.meta.dirname, '../../..')
let place: ClawPlace

beforeEach(() => {
  place = clawPlace({ 'a.txt': 'one' })
})
afterEach(() => place.remove())

const claw = (...args: string[]) => place.run(args)
const json = async (...args: string[]) => JSON.parse((await claw(...args, '--json')).stdout)
const copy = () => join(place.workspace, '.closed_claw/agents/file-analyst')
const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

/** An editor that is a script; `$1` is the file. */
function editor(script: string): Record<string, string> {
  const path = join(place.root, 'editor.sh')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return { EDITOR: path }
}

describe('claw agent edit', () => {
  it('edits a copy of a shipped agent by flags, says so, and can put it back', async () => {
    const edited = await claw('agent', 'edit', 'file-analyst', '--add-example', 'what lies around here?', '--set', 'limits.steps=7')
    expect([edited.code, edited.stdout]).toEqual([0, expect.stringMatching(/examples \+1, limits[\s\S]*version 1[\s\S]*a copy now/)])
    expect(manifestOf(copy())).toMatchObject({ limits: { steps: 7 }, examples: expect.arrayContaining(['what lies around here?']) })
    expect((await json('agent', 'file-analyst')).result).toMatchObject({
      source: 'workspace_state',
      pin: { state: 'same', trust: 'accepted' },
    })
    const run = await claw('run', 'How many files are here?')
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('seen for the first time')])
    expect((await claw('agent', 'restore', 'file-analyst')).stdout).toContain('Version 1 is back.')
    expect(manifestOf(copy())).not.toHaveProperty('limits')
    expect((await json('agent', 'versions', 'file-analyst')).result.map((row: { version: number }) => row.version)).toEqual([2, 1])
    const audit = (await json('audit', '--action', 'agent', '--order', 'oldest')).result
    expect(audit[0]).toMatchObject({
      action: 'agent.edited',
      actor: expect.stringMatching(/^user:/),
      detail: { digest_before: expect.any(String), digest_after: expect.any(String), version_kept: 1 },
    })
    expect(audit.at(-1)).toMatchObject({ action: 'agent.restored', reason: expect.stringContaining('version 1') })
  })

  it('of edits at once each builds on the one before', async () => {
    const said = ['one', 'two', 'three', 'four'].map((word) => `what does ${word} mean?`)
    await claw('agent', 'edit', 'file-analyst', '--set', 'limits.steps=7')
    const edits = await Promise.all(said.map((text) => claw('agent', 'edit', 'file-analyst', '--add-example', text)))
    expect(edits.map((run) => run.code)).toEqual([0, 0, 0, 0])
    expect(manifestOf(copy()).examples).toEqual(expect.arrayContaining(said))
  })

  it('refuses what is invalid, with lines, and leaves everything as it was', async () => {
    const bad = await claw('agent', 'edit', 'file-analyst', '--add-tool', 'rm_rf')
    expect([bad.code, bad.stderr]).toEqual([3, expect.stringMatching(/manifest\.json:\d+: .*there is no tool "rm_rf"/)])
    expect((await claw('agent', 'edit', 'file-analyst', '--set', 'agent_id=x')).code).toBe(2)
    expect((await claw('agent', 'edit', 'file-analyst', '--file', 'skill', '--set', 'name=x')).code).toBe(2)
    expect((await claw('agent', 'edit', 'nobody', '--set', 'name=x')).code).toBe(8)
    expect((await claw('agent', 'edit', 'file-analyst')).stderr).toContain('--set description')
    expect(existsSync(copy())).toBe(false)
  })

  it('the editor: unchanged, failing, missing, invalid, and saved', async () => {
    const edit = (env: Record<string, string>, ...args: string[]) => place.run(['agent', 'edit', 'file-analyst', ...args], { env })
    expect((await edit({ EDITOR: 'true' })).stdout).toContain('nothing was changed')
    expect((await edit({ EDITOR: 'false' })).stderr).toContain('EDITOR_FAILED')
    expect((await edit({ EDITOR: '/no/such/editor' })).stderr).toContain('was not found')
    const broken = await edit(editor('echo "{" > "$1"'), '--file', 'manifest')
    expect([broken.code, broken.stderr]).toEqual([3, expect.stringMatching(/manifest\.json:2 +not JSON[\s\S]*Your text is kept in/)])
    expect(existsSync(copy())).toBe(false)
    const saved = await edit(editor('echo "Count twice." >> "$1"'), '--file', 'skill', '--json')
    expect(JSON.parse(saved.stdout).result).toMatchObject({ changed: true, what: 'skill.md', version_kept: 1 })
    expect(readFileSync(join(copy(), 'skill.md'), 'utf8')).toMatch(/Count twice\.\n$/)
  })

  it('somebody else saves meanwhile: nothing of theirs is overwritten', async () => {
    await claw('agent', 'edit', 'file-analyst', '--set', 'version=2.0.0')
    const rival = `sed -i 's/"2.0.0"/"3.0.0"/' '${copy()}/manifest.json'; echo mine >> "$1"`
    const lost = await place.run(['agent', 'edit', 'file-analyst', '--file', 'skill'], { env: editor(rival) })
    expect([lost.code, lost.stderr]).toEqual([75, expect.stringMatching(/Your text is kept in[\s\S]*AGENT_CHANGED/)])
    expect(manifestOf(copy()).version).toBe('3.0.0')
  })

  it('does not accept along with an edit what others had changed before', async () => {
    mkdirSync(join(place.workspace, 'agents'))
    cpSync(join(REPO, 'agents/file-analyst'), join(place.workspace, 'agents/file-analyst'), { recursive: true })
    await claw('run', 'How many files are here?')
    const path = join(place.workspace, 'agents/file-analyst/manifest.json')
    writeFileSync(
      path,
      JSON.stringify({ ...manifestOf(join(place.workspace, 'agents/file-analyst')), tools_allowlist: ['file_io', 'terminal'] }),
    )
    const edited = await json('agent', 'edit', 'file-analyst', '--set', 'version=2.0.0')
    expect(edited.result).toMatchObject({ still_asks: [expect.stringContaining('terminal')], untrusted: true })
    expect((await json('agent', 'file-analyst')).result.pin).toMatchObject({ state: 'asks', trust: 'found' })
    await claw('agent', 'accept', 'file-analyst')
    expect((await json('agent', 'edit', 'file-analyst', '--set', 'version=2.1.0')).result).toMatchObject({
      still_asks: [],
      untrusted: false,
    })
  })
})

describe('deleted agents', () => {
  it('wait in the trash with memory and record, and come back', async () => {
    await claw('agent', 'edit', 'file-analyst', '--set', 'version=2.0.0')
    await claw('run', 'How many files are here?')
    writeFileSync(join(copy(), 'keepsake'), 'x')
    const runs = async () => (await json('agent', 'file-analyst')).result.metrics?.runs
    expect(await runs()).toBe(1)
    expect((await claw('delete-agent', 'file-analyst', '--yes')).stdout).toContain('claw agent restore file-analyst')
    expect((await json('agent', 'trash')).result).toMatchObject([{ agent_id: 'file-analyst' }])
    expect((await json('agent', 'file-analyst')).result.source).toBe('shipped')
    expect((await claw('agent', 'restore', 'file-analyst')).code).toBe(0)
    expect([readdirSync(copy()).includes('keepsake'), await runs()]).toEqual([true, 1])
    expect((await json('agent', 'file-analyst')).result.pin).toMatchObject({ state: 'same', trust: 'accepted' })
    expect((await json('agent', 'trash')).result).toEqual([])
  })

  it('go for good when the trash is emptied or their time is over; shipped ones stay', async () => {
    expect((await claw('delete-agent', 'writer', '--yes')).stderr).toContain('claw agent disable writer')
    await claw('agent', 'edit', 'writer', '--set', 'version=2.0.0')
    await claw('delete-all-agents', '--yes')
    expect((await claw('agent', 'trash', '--empty')).stderr).toContain('claw agent trash --empty --yes')
    expect((await json('agent', 'trash', '--empty', '--yes')).result).toHaveLength(1)
    expect((await claw('agent', 'restore', 'writer')).code).toBe(8)
    await claw('agent', 'edit', 'writer', '--set', 'version=2.0.0')
    await place.run(['delete-agent', 'writer', '--yes'], { env: { CLOSED_CLAW_TRASH_KEEP_DAYS: '0' } })
    expect(readdirSync(join(place.workspace, '.closed_claw/trash/agents'))).toEqual([])
    expect((await json('audit', '--action', 'agent.purged')).result).toHaveLength(2)
  })
})

it('a disabled agent is given no work, whatever becomes of its folder', async () => {
  expect((await claw('agent', 'disable', 'file-analyst')).code).toBe(0)
  await claw('agent', 'edit', 'file-analyst', '--set', 'version=2.0.0')
  const listed = (await json('agents')).result.find((row: { agent_id: string }) => row.agent_id === 'file-analyst')
  expect(listed.status).toBe('disabled')
  const named = await claw('run', 'How many files are here?', '--agent', 'file-analyst')
  expect([named.code, named.stderr]).toEqual([2, expect.stringContaining('claw agent enable file-analyst')])
  const events = (await claw('run', 'How many files are here?', '-o', 'jsonl')).stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const route = events.find((event) => event.type === 'route.decided')
  expect(route.data.agent_id).not.toBe('file-analyst')
  expect(route.data.candidates).toContainEqual(expect.objectContaining({ agent_id: 'file-analyst', excluded: 'disabled' }))
  expect((await claw('agent', 'enable', 'file-analyst')).code).toBe(0)
  expect((await claw('run', 'How many files are here?', '--agent', 'file-analyst')).code).toBe(0)
})

it('claw agent lint: the shipped agents are clean, problems are exit 10, warnings only with --strict', async () => {
  expect(await claw('agent', 'lint', '--strict')).toMatchObject({ code: 0, stdout: expect.stringContaining('5 agents: nothing to say') })
  await claw('agent', 'edit', 'writer', '--add-example', 'count the Python files')
  const warned = await json('agent', 'lint', 'writer')
  expect(warned.result[0].findings).toContainEqual(
    expect.objectContaining({ rule: 'collision', message: expect.stringContaining('file-analyst') }),
  )
  expect([(await claw('agent', 'lint', 'writer')).code, (await claw('agent', 'lint', 'writer', '--strict')).code]).toEqual([0, 10])
  writeFileSync(join(place.workspace, '.closed_claw/agents/writer/manifest.json'), '{"agent_id": ')
  expect(await claw('agent', 'lint')).toMatchObject({ code: 10, stdout: expect.stringMatching(/manifest\.json:1 .*not JSON/) })
  expect((await claw('agent', 'lint', './.closed_claw/agents/writer')).code).toBe(10)
})
