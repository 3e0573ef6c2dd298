import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AgentTexts, digestOfTexts, readAgentTexts } from '../../../src/capsules/edit/agent-texts.ts'
import { keepVersion, listVersions, MAX_VERSIONS, readVersion } from '../../../src/capsules/edit/agent-versions.ts'
import { checkAgentTexts } from '../../../src/capsules/edit/check-agent-texts.ts'
import { copyAgentFolder } from '../../../src/capsules/edit/copy-agent-folder.ts'
import { editManifest } from '../../../src/capsules/edit/edit-manifest.ts'
import { jsonLines } from '../../../src/capsules/edit/json-lines.ts'
import { writeAgentTexts } from '../../../src/capsules/edit/write-agent-texts.ts'
import type { Clock } from '../../../src/kernel/clock.ts'
import { put, putAgent, tempDir } from '../folders/temp-dir.ts'

const clock: Clock = { now: () => Date.UTC(2026, 0, 1), monotonic: () => 0 }
const none = { set: [], add: [], remove: [] }

async function textsOf(folder: string): Promise<AgentTexts> {
  const { manifest, skill } = await readAgentTexts(folder)
  return { manifest, skill }
}

describe('checkAgentTexts', () => {
  it('names every problem with its line', async () => {
    const texts = await textsOf(putAgent(tempDir(), 'mine'))
    expect(checkAgentTexts(texts, 'mine', undefined).problems).toEqual([])
    const lines = ['{', '  "agent_id": "other",', ...JSON.stringify(JSON.parse(texts.manifest), null, 2).split('\n').slice(2)]
    const named = checkAgentTexts({ ...texts, manifest: lines.join('\n') }, 'mine', new Set(['none']))
    expect(named.problems[0]).toMatchObject({ file: 'manifest.json', line: 2, message: expect.stringContaining("agent_id is 'other'") })
    const broken = lines.join('\n').replace('"tools_allowlist": [', '"limits": {\n"steps": 0\n},\n"tools_allowlist": [\n"rm_rf",')
    const found = checkAgentTexts({ manifest: broken, skill: '  ' }, 'mine', undefined).problems
    expect(found.map(({ file, line }) => [file, line !== null])).toEqual([
      ['manifest.json', true],
      ['manifest.json', true],
      ['skill.md', false],
    ])
    const shown = found.slice(0, 2).map(({ line }) => broken.split('\n')[(line ?? 0) - 1])
    expect(shown).toEqual(['"steps": 0', '"rm_rf",'])
  })

  it('says where JSON ends being JSON', () => {
    const found = checkAgentTexts({ manifest: '{\n  "a": 1,\n  oops\n}', skill: 'x' }, 'mine', undefined).problems
    expect(found).toMatchObject([{ line: 3, message: expect.stringContaining('not JSON') }])
  })

  it('jsonLines holds for nesting, escapes and layout', () => {
    const lines = jsonLines('{"a":\n[1,\n{"b \\"}":\n "x,]"}], "c"\n: {} }')
    expect(Object.fromEntries(lines)).toEqual({ '': 1, a: 2, 'a.0': 2, 'a.1': 3, 'a.1.b "}': 4, c: 5 })
  })
})

describe('editManifest', () => {
  it('sets, adds and removes; the same again is no change', async () => {
    const { manifest } = await textsOf(putAgent(tempDir(), 'mine'))
    const edited = editManifest(manifest, {
      set: [
        ['description', 'New'],
        ['limits.steps', '7'],
        ['tags', 'a, b'],
      ],
      add: [{ list: 'examples', value: 'one more' }],
      remove: [],
    })
    expect(JSON.parse(edited)).toMatchObject({ description: 'New', limits: { steps: 7 }, tags: ['a', 'b'] })
    expect(editManifest(edited, { ...none, add: [{ list: 'examples', value: 'one more' }] })).toBe(edited)
    expect(JSON.parse(editManifest(edited, { ...none, set: [['limits.steps', '']] }))).not.toHaveProperty('limits')
    const less = editManifest(edited, { ...none, remove: [{ list: 'examples', value: 'one more' }] })
    expect(JSON.parse(less).examples).not.toContain('one more')
  })

  it.each(['agent_id', '__proto__', 'constructor', 'created_by', 'limits', ''])('refuses to set %j', async (field) => {
    const { manifest } = await textsOf(putAgent(tempDir(), 'mine'))
    expect(() => editManifest(manifest, { ...none, set: [[field, 'x']] })).toThrow(expect.objectContaining({ code: 'USAGE' }))
  })

  it('names what a list has when it lacks the value', async () => {
    const { manifest } = await textsOf(putAgent(tempDir(), 'mine'))
    expect(() => editManifest(manifest, { ...none, remove: [{ list: 'tools_allowlist', value: 'x' }] })).toThrow(/file_io/)
  })
})

describe('versions', () => {
  it('keeps what was there, and at most so many', async () => {
    const folder = putAgent(tempDir(), 'mine')
    let texts = await textsOf(folder)
    const first = texts
    for (let i = 0; i < MAX_VERSIONS + 5; i += 1) {
      const next = { ...texts, skill: `# Role ${i}` }
      await writeAgentTexts({ folder, texts: next, expected: digestOfTexts(texts), by: 'user:me', why: 'edit', clock })
      texts = next
    }
    const versions = await listVersions(folder)
    expect([versions.length, versions[0]?.version]).toEqual([MAX_VERSIONS, MAX_VERSIONS + 5])
    expect((await readVersion(folder, MAX_VERSIONS + 5)).skill).toBe(`# Role ${MAX_VERSIONS + 3}`)
    await expect(readVersion(folder, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(readFileSync(join(folder, 'versions/.gitignore'), 'utf8')).toBe('*\n')
    expect(first.skill).not.toBe(texts.skill)
  })

  it('an edit by somebody else in between is never overwritten; of two at once one wins', async () => {
    const folder = putAgent(tempDir(), 'mine')
    const texts = await textsOf(folder)
    const save = (skill: string) =>
      writeAgentTexts({ folder, texts: { ...texts, skill }, expected: digestOfTexts(texts), by: 'user:me', why: 'edit', clock })
    const done = await Promise.allSettled([save('# A'), save('# B'), save('# C')])
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'AGENT_CHANGED' })
    await expect(save('# D')).rejects.toMatchObject({ code: 'AGENT_CHANGED' })
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('links lead nowhere: neither the folder of versions nor a file nor a version', async () => {
    const base = tempDir()
    const secret = put(join(base, 'outside', 'manifest.json'), '{"secret": true}')
    put(join(base, 'outside', 'skill.md'), 'secret')
    const folder = putAgent(join(base, 'agents'), 'mine')
    symlinkSync(join(base, 'outside'), join(folder, 'versions'))
    const texts = await textsOf(folder)
    await expect(keepVersion({ folder, texts, by: 'x', why: 'edit', clock })).rejects.toMatchObject({ code: 'AGENT_INVALID' })
    expect(readdirSync(join(base, 'outside')).sort()).toEqual(['manifest.json', 'skill.md'])
    const other = putAgent(join(base, 'agents'), 'other')
    mkdirSync(join(other, 'versions'))
    symlinkSync(join(base, 'outside'), join(other, 'versions', '1'))
    expect(await listVersions(other)).toEqual([])
    await expect(readVersion(other, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    writeFileSync(join(other, 'skill.md'), '')
    const linked = putAgent(join(base, 'agents'), 'linked')
    const before = await textsOf(linked)
    rmSync(join(linked, 'skill.md'))
    symlinkSync(join(base, 'outside', 'skill.md'), join(linked, 'skill.md'))
    const now = await textsOf(linked)
    expect(now.skill).toBe('')
    await writeAgentTexts({ folder: linked, texts: before, expected: digestOfTexts(now), by: 'x', why: 'edit', clock })
    expect([readFileSync(join(base, 'outside', 'skill.md'), 'utf8'), existsSync(secret)]).toEqual(['secret', true])
  })
})

it('a copy has no memory, no logs and no versions, and is whole or not there', async () => {
  const base = tempDir()
  const from = putAgent(join(base, 'a'), 'mine')
  for (const name of ['memory.db', 'memory.db-wal', 'main.py', 'logs/x', 'versions/1/skill.md']) put(join(from, name), name)
  const to = await copyAgentFolder({ from, dir: join(base, 'b'), agent_id: 'mine' })
  expect(readdirSync(to).sort()).toEqual(['main.py', 'manifest.json', 'skill.md'])
  await expect(copyAgentFolder({ from, dir: join(base, 'b'), agent_id: 'mine' })).rejects.toMatchObject({ code: 'STATE_UNWRITABLE' })
  expect(readdirSync(join(base, 'b'))).toEqual(['mine'])
})
