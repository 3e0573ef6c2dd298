import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { jsonProblem } from '../../../src/capsules/json-problem.ts'
import { scanAgents } from '../../../src/capsules/scan-agents.ts'
import { manifest, put, putAgent, tempDir } from './temp-dir.ts'

const long = `${'a'.repeat(300)}`

/** How a good folder is broken, and what is said about it. */
const BROKEN: readonly (readonly [name: string, damage: (folder: string) => void, problem: RegExp])[] = [
  [
    'bad JSON',
    (f) => put(join(f, 'manifest.json'), '{\n  "agent_id": "bad",\n  "name": oops\n}'),
    /^manifest\.json: not JSON: line 3, column 11: "o" is not expected here$/,
  ],
  ['cut JSON', (f) => put(join(f, 'manifest.json'), '{"agent_id": "bad"'), /line 1, column 19: the text ends too early/],
  ['empty manifest', (f) => put(join(f, 'manifest.json'), ''), /line 1, column 1: the text ends too early/],
  ['JSON of another kind', (f) => put(join(f, 'manifest.json'), '[1]'), /^manifest\.json: .*type object/],
  [
    'unknown tool',
    (f) => set(f, { tools_allowlist: ['file_io', 'shell'] }),
    /tools_allowlist\.1: there is no tool "shell"\. Known tools: file_io, terminal, python_exec, sql_query, web_fetch, http_api/,
  ],
  ['unknown field', (f) => set(f, { hack: 1 }), /has unknown fields: hack/],
  ['missing field', (f) => set(f, { description: undefined }), /description is missing/],
  ['wrong id', (f) => set(f, { agent_id: 'other' }), /agent_id is 'other' but the folder is 'bad': they must be the same/],
  ['id that leads out', (f) => set(f, { agent_id: '../x' }), /agent_id: "\.\.\/x" is wrong: must be lower-case words/],
  ['entrypoint of another form', (f) => set(f, { entrypoint: 'python3' }), /entrypoint: .*must be "builtin" or \{"command"/],
  ['unknown skill', (f) => set(f, { skill_ids: ['magic'] }), /skill_ids: there is no skill 'magic'\. Known skills: git/],
  ['limit out of range', (f) => set(f, { limits: { steps: 0 } }), /limits\.steps: 0 is wrong: must have at least 1/],
  ['no skill.md', (f) => rmSync(join(f, 'skill.md')), /^skill\.md is missing$/],
  ['no manifest', (f) => rmSync(join(f, 'manifest.json')), /^manifest\.json is missing$/],
  ['empty skill.md', (f) => put(join(f, 'skill.md'), ' \n'), /^skill\.md is empty$/],
  ['oversize', (f) => put(join(f, 'skill.md'), 'x'.repeat(256 * 1024 + 1)), /^skill\.md has 262145 bytes; at most 262144/],
  ['not UTF-8', (f) => put(join(f, 'skill.md'), new Uint8Array([0xff, 0xfe, 0x41])), /^skill\.md is not UTF-8 text$/],
  ['link out of the folder', linkOut, /^skill\.md is a symbolic link that leads out of the folder$/],
  ['folder instead of a file', folderInstead, /^skill\.md is not a file$/],
  ['pipe instead of a file', pipeInstead, /^skill\.md is not a file$/],
]

function set(folder: string, patch: Record<string, unknown>): void {
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest('bad', patch)))
}

function linkOut(folder: string): void {
  rmSync(join(folder, 'skill.md'))
  symlinkSync('/etc/hostname', join(folder, 'skill.md'))
}

function folderInstead(folder: string): void {
  rmSync(join(folder, 'skill.md'))
  mkdirSync(join(folder, 'skill.md'))
}

function pipeInstead(folder: string): void {
  rmSync(join(folder, 'skill.md'))
  execFileSync('mkfifo', [join(folder, 'skill.md')])
}

describe('scanAgents', () => {
  it.each(BROKEN)('names the reason and keeps the others: %s', async (_name, damage, problem) => {
    const dir = tempDir()
    putAgent(dir, 'good')
    damage(putAgent(dir, 'bad'))
    const { agents, broken } = await scanAgents([{ path: dir, source: 'workspace' }], { skillIds: new Set(['git']) })
    expect(agents.map((agent) => agent.agent_id)).toEqual(['good'])
    expect(broken).toEqual([{ agent_id: 'bad', folder: join(dir, 'bad'), source: 'workspace', problem: expect.stringMatching(problem) }])
  })

  it('lists a folder whose name is no id, and a link that leads out of the directory', async () => {
    const dir = tempDir()
    const outside = putAgent(tempDir(), 'stranger')
    putAgent(dir, 'Upper_Case')
    putAgent(dir, long.slice(0, 100))
    symlinkSync(outside, join(dir, 'stranger'))
    symlinkSync(join(dir, 'nowhere'), join(dir, 'dangling'))
    const { agents, broken } = await scanAgents([{ path: dir, source: 'workspace' }])
    expect(agents).toEqual([])
    expect(Object.fromEntries(broken.map((item) => [item.agent_id, item.problem]))).toMatchObject({
      Upper_Case: expect.stringContaining('is no agent id'),
      stranger: expect.stringContaining('leads out of the agents folder'),
      dangling: expect.stringContaining('manifest.json is missing'),
    })
  })

  it('lets the first holder of an id win, a broken one too, and reports the shadowed', async () => {
    const [first, second] = [tempDir(), tempDir()]
    const mine = putAgent(first, 'writer')
    putAgent(second, 'writer')
    rmSync(join(putAgent(first, 'reader'), 'skill.md'))
    putAgent(second, 'reader')
    const scanned = await scanAgents([
      { path: first, source: 'workspace_state' },
      { path: second, source: 'shipped' },
    ])
    expect(scanned.agents).toMatchObject([{ agent_id: 'writer', folder: mine, source: 'workspace_state' }])
    expect(scanned.broken).toMatchObject([{ agent_id: 'reader', folder: join(first, 'reader') }])
    expect(scanned.shadowed).toEqual([
      { agent_id: 'reader', folder: join(second, 'reader'), by: join(first, 'reader') },
      { agent_id: 'writer', folder: join(second, 'writer'), by: mine },
    ])
  })

  it('ignores what is no folder or begins with a dot, and directories that do not exist', async () => {
    const dir = tempDir()
    put(join(dir, 'README.md'), 'x')
    putAgent(dir, '.new-abc')
    const scanned = await scanAgents([
      { path: dir, source: 'workspace' },
      { path: join(dir, 'none'), source: 'configured' },
    ])
    expect(scanned).toEqual({ agents: [], broken: [], shadowed: [] })
  })

  it('lists a directory that cannot be read', async () => {
    const dir = put(join(tempDir(), 'agents'), 'a file')
    const { broken } = await scanAgents([{ path: dir, source: 'configured' }])
    expect(broken).toMatchObject([{ folder: dir, problem: 'the agents folder cannot be read (ENOTDIR)' }])
  })

  it('counts one directory under two names once, as shipped', async () => {
    const dir = tempDir()
    putAgent(dir, 'writer')
    const scanned = await scanAgents([
      { path: dir, source: 'workspace' },
      { path: join(dir, '.'), source: 'shipped' },
    ])
    expect(scanned.shadowed).toEqual([])
    expect(scanned.agents).toMatchObject([{ agent_id: 'writer', source: 'shipped' }])
  })

  it('changes the digest with manifest and skill.md', async () => {
    const dir = tempDir()
    const digest = async () => (await scanAgents([{ path: dir, source: 'workspace' }])).agents[0]?.digest
    putAgent(dir, 'writer')
    const before = await digest()
    expect(await digest()).toBe(before)
    put(join(dir, 'writer', 'skill.md'), 'another role')
    expect(await digest()).not.toBe(before)
  })
})

describe('jsonProblem', () => {
  it.each([
    ['{"a": 1,}', 'line 1, column 9'],
    ['{"a" 1}', 'line 1, column 6'],
    ['{\n"a": "x\n"}', 'line 2, column 6'],
    ['[1, 2', 'line 1, column 6: the text ends too early'],
    ['{} x', 'line 1, column 4'],
    ["{'a': 1}", 'line 1, column 2'],
    ['['.repeat(5000), 'line 1'],
  ])('%s', (text, place) => {
    expect(jsonProblem(text)).toContain(place)
  })
})

it('a manifest that nests without end is a broken agent, not a broken claw', async () => {
  const dir = tempDir()
  const folder = putAgent(dir, 'deep')
  put(join(folder, 'manifest.json'), `{"agent_id": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
  const { broken } = await scanAgents([{ path: dir, source: 'workspace' }])
  expect(broken).toMatchObject([{ agent_id: 'deep', problem: expect.stringContaining('nests deeper') }])
})
