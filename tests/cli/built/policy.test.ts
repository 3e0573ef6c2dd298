import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ClawPlace, type ClawRun, clawPlace } from '../../helpers/claw-place.ts'

let place: ClawPlace
beforeEach(() => {
  place = clawPlace({ 'a.txt': 'one\n' })
})
afterEach(() => place.remove())

const file = (): string => join(place.configDir, 'policy.json')
const rules = (list: readonly object[]): void => writeFileSync(file(), JSON.stringify({ version: 1, rules: list }))
const document = ({ stdout }: ClawRun) =>
  JSON.parse(stdout) as { ok: boolean; result: never; error: { code: string } | null; exit_code: number }
const NO_GIT = { id: 'no-git', decision: 'deny', tools: ['terminal'], commands: ['git **'], reason: 'git is mine' }

describe('claw policy', () => {
  test('add, show, test, check and rm tell one story; looking leaves no trace', async () => {
    const added = await place.run([
      'policy',
      'add',
      '--deny',
      '--tool',
      'terminal',
      '--command',
      'git push **',
      '--match',
      'env git push',
      '--not-match',
      'git pull',
    ])
    expect(added.code, added.stderr).toBe(0)
    expect(added.stdout).toContain('deny-terminal-git-push')
    expect(added.stdout).toMatch(/does not.*git pull/)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    const shown = document(await place.run(['policy', '--json'])).result as { rules: { id: string; origin: string }[] }
    expect(shown.rules[0]).toMatchObject({ id: 'deny-terminal-git-push', origin: 'user file' })
    const tested = document(await place.run(['policy', 'test', 'terminal', 'ls && git -C x push', '-o', 'json'])).result
    expect(tested).toMatchObject({ decision: 'deny', origin: file(), steps: [{ origin: 'preset' }, { decision: 'deny' }] })
    expect((await place.run(['policy', 'check'])).stdout).toContain('2 examples held')
    expect((await place.run(['policy', 'rm', 'deny-terminal-git-push'])).code).toBe(0)
    expect((await place.run(['policy', 'rm', 'deny-terminal-git-push'])).code).toBe(8)
    expect(existsSync(join(place.workspace, '.closed_claw'))).toBe(false)
  })

  test('a rule that does not do what its example says is not written', async () => {
    const refused = await place.run(['policy', 'add', '--deny', '--command', 'git push **', '--match', 'git pull', '--json'])
    expect([refused.code, document(refused).error?.code, existsSync(file())]).toEqual([2, 'USAGE', false])
  })

  test.each([
    [['policy', 'add', '--deny'], 2],
    [['policy', 'add', '--deny', '--allow', '--tool', 'terminal'], 2],
    [['policy', 'add', '--allow', '--tool', 'terminal', '--workspace'], 2],
    [['policy', 'add', '--deny', '--path', '../x'], 2],
    [['policy', 'test', 'terminl', 'ls'], 8],
    [['policy', 'test', 'file_io', '--json', '{"opp":1}'], 2],
    [['policy', 'test', 'terminal', '--json', '[1]'], 2],
    [['policy', 'shwo'], 2],
  ])('%j ends with %i', async (args, code) => expect((await place.run(args)).code).toBe(code))

  test.each([
    ['{', 'JSON'],
    [JSON.stringify({ version: 1, rules: [{ id: 'x', decision: 'deny', tool: ['terminal'] }] }), 'tool'],
    [JSON.stringify({ version: 1, rules: [NO_GIT, NO_GIT] }), 'no-git'],
    [
      JSON.stringify({ version: 1, rules: [{ ...NO_GIT, examples: { match: [{ command: 'ls' }] } }] }),
      "rule 'no-git' does not match its example",
    ],
    [`{"version":1,"rules":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'broken'],
    [' '.repeat(1_100_000), '1 MiB'],
  ])('a broken file is exit 3 for check, test and run: %#', async (text, told) => {
    writeFileSync(file(), text)
    const check = await place.run(['policy', 'check'])
    expect([check.code, check.stderr.includes(told), check.stderr.includes(file())], check.stderr).toEqual([3, true, true])
    expect((await place.run(['policy', 'test', 'terminal', 'ls'])).code).toBe(3)
    expect((await place.run(['policy', 'add', '--deny', '--tool', 'terminal'])).code).toBe(3)
    expect(readFileSync(file(), 'utf8')).toBe(text)
  })

  test('a linked file is not cut off from its place', async () => {
    const real = join(place.root, 'dotfiles.json')
    writeFileSync(real, JSON.stringify({ version: 1, rules: [] }))
    symlinkSync(real, file())
    expect((await place.run(['policy', 'add', '--deny', '--tool', 'terminal'])).code).toBe(3)
    expect(readdirSync(place.configDir).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('rules of two processes at once are both kept', async () => {
    const ids = ['r1', 'r2', 'r3']
    await Promise.all(ids.map((id) => place.run(['policy', 'add', '--ask', '--tool', 'terminal', '--id', id])))
    expect((JSON.parse(readFileSync(file(), 'utf8')) as { rules: { id: string }[] }).rules.map((rule) => rule.id).sort()).toEqual(ids)
  })
})

describe('claw tool call', () => {
  test('does it, keeps a record; a dry run only tells', async () => {
    const args = '{"op":"write","path":"x/../b.txt","content":"two"}'
    const dry = document(await place.run(['tool', 'call', 'file_io', '--json', args, '--dry-run', '--json'])).result
    expect(dry).toMatchObject({ decision: 'allow', rule: 'workspace.write', args: { path: join(place.workspace, 'b.txt') } })
    expect(existsSync(join(place.workspace, 'b.txt'))).toBe(false)
    expect((await place.run(['tool', 'call', 'file_io', '--json', args])).code).toBe(0)
    expect(readFileSync(join(place.workspace, 'b.txt'), 'utf8')).toBe('two')
    const audit = document(await place.run(['audit', '--json'])).result as unknown as {
      action: string
      rule: string | null
      args_hash: string
    }[]
    expect(audit.find((row) => row.action === 'tool.call')).toMatchObject({
      rule: 'workspace.write',
      args_hash: (dry as { args_hash: string }).args_hash,
    })
    expect((await place.run(['audit', 'verify'])).code).toBe(0)
  })

  test.each([
    [['tool', 'call', 'file_oi', '--json', '{}'], 8, 'Did you mean file_io?'],
    [['tool', 'call', 'file_io', '--json', '{"opp":1}'], 2, 'Arguments: op, path'],
    [['tool', 'call', 'file_io', '--json', '{"op":"read","path":"/etc/passwd"}'], 5, 'outside'],
    [['tool', 'call', 'web_fetch', '--json', '{"url":"https://example.com"}'], 5, 'nobody can be asked'],
    [['tool', 'call', 'file_io', '--json', '{"op":"write","path":"c","content":""}', '--policy', 'readonly'], 5, 'readonly.write'],
    [['tool', 'call', 'terminal', '--json', '{"cmd":"ls"}', '--agent', 'file-analyst'], 5, 'may not use'],
    [['tool', 'call', 'terminal', '--json', '{"cmd":"ls"}', '--agent', 'nobody-here'], 8, 'nobody-here'],
    [['tool', 'call', 'file_io', '--json', '{"op":"read","path":"none"}'], 1, 'none'],
  ])('%j ends with %i', async (args, code, told) => {
    const run = await place.run(args)
    expect([run.code, run.stderr.includes(told)], run.stderr).toEqual([code, true])
  })
})

test('a rule of the user holds for an agent, and the log says which', async () => {
  rules([NO_GIT])
  const run = await place.run(['run', 'run the command git status'])
  expect(run.code, run.stderr).not.toBe(0)
  const audit = document(await place.run(['audit', '--decision', 'deny', '--json'])).result as unknown as {
    rule: string
    target: string
    reason: string
  }[]
  expect(audit[0]).toMatchObject({ target: 'terminal', rule: `no-git (${file()})`, reason: 'git is mine' })
})
