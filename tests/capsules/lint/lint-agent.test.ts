import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Skill } from '../../../src/capsules/agent-folder.ts'
import { lintAgent } from '../../../src/capsules/lint/lint-agent.ts'
import type { Manifest } from '../../../src/protocol/manifest.ts'
import { manifest, put, putAgent, tempDir } from '../folders/temp-dir.ts'

const FILES: Skill = {
  skill_id: 'file_system',
  folder: '/skills/file_system',
  name: 'Files',
  description: 'Files',
  body: '',
  tools: ['file_io'],
  recipesPath: null,
}
const EXAMPLES = ['count the files', 'list the newest files', 'how large is the folder?', 'find duplicates', 'show the head of a file']
const GOOD = {
  description: 'Counts, lists and compares files and folders of the workspace',
  examples: EXAMPLES,
  skill_ids: ['file_system'],
}
const ROLE =
  '# Role\n\nYou look at files and say what is there: counts, sizes, names. You never change one, and leave the rest to others.\n'

async function lint(patch: Record<string, unknown>, skill = ROLE, others: { agent_id: string; manifest: Manifest }[] = []) {
  const folder = putAgent(tempDir(), 'mine', { ...GOOD, ...patch })
  put(join(folder, 'skill.md'), skill)
  return { folder, findings: await lintAgent({ agent_id: 'mine', folder, skills: [FILES], others }) }
}
const rules = async (...args: Parameters<typeof lint>) => (await lint(...args)).findings.map(({ level, rule }) => `${level} ${rule}`)

it('has nothing to say about a good agent', async () => {
  expect(await rules({})).toEqual([])
})

it.each<[string, Record<string, unknown>, string, string]>([
  ['an unknown field', { colour: 'red' }, ROLE, 'problem schema'],
  ['an unknown skill', { skill_ids: ['magic'] }, ROLE, 'problem schema'],
  ['a vague description', { description: 'Does things' }, ROLE, 'warning description'],
  ['an endless description', { description: 'word '.repeat(150).trim() }, ROLE, 'warning description'],
  ['few examples', { examples: EXAMPLES.slice(0, 3) }, ROLE, 'warning examples'],
  ['an example twice', { examples: [...EXAMPLES, 'Count the files!'] }, ROLE, 'warning examples'],
  ['a tool that nothing needs', { tools_allowlist: ['file_io', 'terminal'] }, ROLE, 'warning tools'],
  ['a skill without its tool', { tools_allowlist: ['terminal'] }, `${ROLE} It runs terminal.`, 'warning tools'],
  ['asks before what it lacks', { requires_approval_for: ['terminal'] }, ROLE, 'warning tools'],
  ['a role without limits', {}, `# Role\n\n${'You look at files and say what is there. '.repeat(4)}`, 'warning role'],
  ['a short role', {}, '# Role', 'warning role'],
  ['a dead link', {}, `${ROLE}See [the guide](guide.md).`, 'warning link'],
  ['a link that leads out', {}, `${ROLE}See [keys](../../secrets.json).`, 'warning link'],
  ['a bidi override in skill.md', {}, `${ROLE}safe \u202egnihton`, 'problem hidden-characters'],
  ['an escaped one in the manifest', { name: 'Te\u200bst' }, ROLE, 'problem hidden-characters'],
  ['a program that is missing', { entrypoint: { command: ['./run.sh'] } }, ROLE, 'problem entrypoint'],
  ['a program outside', { entrypoint: { command: ['../run.sh'] } }, ROLE, 'problem entrypoint'],
  ['an interpreter that is not there', { entrypoint: { command: ['no-such-python', 'main.py'] } }, ROLE, 'problem entrypoint'],
])('%s', async (_, patch, skill, wanted) => {
  expect(await rules(patch, skill)).toContain(wanted)
})

it('links to the web, to sections and to files that are there live; CRLF and emoji are no hidden characters', async () => {
  const skill = `${ROLE}[a](https://example.com) [b](#role) [c](manifest.json#x) 👩‍💻\r\nline\r\n`
  expect(await rules({}, skill)).toEqual([])
})

it('names the other agent of a shared example or name', async () => {
  const other = manifest('other', { name: 'Test', examples: ['find duplicates'] }) as unknown as Manifest
  const { findings } = await lint({}, ROLE, [{ agent_id: 'other', manifest: other }])
  expect(findings.map(({ rule, line }) => [rule, (line ?? 0) > 0])).toEqual([
    ['collision', true],
    ['collision', true],
  ])
  for (const { message } of findings) expect(message).toContain('other')
})

it('a program of its own: there, executable, and its script', async () => {
  const { folder, findings } = await lint({ entrypoint: { command: ['./run.sh', 'main.py'] } })
  expect(findings.filter(({ rule }) => rule === 'entrypoint')).toHaveLength(2)
  chmodSync(put(join(folder, 'run.sh'), '#!/bin/sh\n'), 0o644)
  put(join(folder, 'main.py'), '')
  const again = await lintAgent({ agent_id: 'mine', folder, skills: [FILES], others: [] })
  expect(again.map(({ message }) => message)).toEqual([expect.stringContaining('not executable')])
})

it('hostile folders are findings, not failures', async () => {
  const base = tempDir()
  const folder = join(base, 'mine')
  mkdirSync(folder)
  expect((await lintAgent({ agent_id: 'mine', folder, skills: [], others: [] }))[0]).toMatchObject({ level: 'problem', rule: 'schema' })
  symlinkSync('/etc/passwd', join(folder, 'skill.md'))
  const found = await lintAgent({ agent_id: 'mine', folder, skills: [], others: [] })
  expect(JSON.stringify(found)).not.toContain('root:')
  expect(found[0]).toMatchObject({ level: 'problem', rule: 'file' })
  put(join(folder, 'manifest.json'), `{"agent_id": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
  expect((await lintAgent({ agent_id: 'mine', folder, skills: [], others: [] }))[0]).toMatchObject({ level: 'problem' })
})
