import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkExamples } from '../../src/policy/check-examples.ts'
import { parseCommand } from '../../src/policy/command/parse-command.ts'
import { exampleCall } from '../../src/policy/example-call.ts'
import { hiddenPaths } from '../../src/policy/hidden-paths.ts'
import { loadPolicy } from '../../src/policy/load-policy.ts'
import { matchesRule } from '../../src/policy/matches-rule.ts'
import type { PolicyExample, PolicyRule } from '../../src/policy/policy-rule.ts'

let root: string
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-rules-')))
  mkdirSync(join(root, 'work'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

const world = () => ({ workspace: join(root, 'work'), readCommand: parseCommand })
const rule = (parts: Partial<PolicyRule>): PolicyRule => ({ id: 'r', decision: 'deny', origin: 'policy.json', ...parts })
const matches = async (parts: Partial<PolicyRule>, example: PolicyExample): Promise<boolean> =>
  matchesRule(rule(parts), await exampleCall(example, world()))

describe('commands', () => {
  test.each([
    ['deny', ['git push **'], 'git push --force', true],
    ['deny', ['git push **'], 'git status && git push', true],
    ['deny', ['git push **'], 'env X=1 sh -c "git push"', true],
    ['deny', ['git push **'], 'git status', false],
    ['deny', ['rm **'], 'find . -name x -exec rm {} +', true],
    ['deny', ['rm **'], 'echo rm', false],
    ['allow', ['git status'], 'git status', true],
    ['allow', ['git status'], 'git status && rm x', false],
    ['allow', ['git status'], 'git status > /etc/out', false],
    ['allow', ['npm run *'], 'npm run build', true],
    ['allow', ['npm run *'], 'npm run build --now', false],
    ['allow', ['echo **'], 'echo $(rm x)', false],
  ] as const)('%s %j over `%s`: %s', async (decision, commands, command, wanted) => {
    expect(await matches({ decision, commands: [...commands] }, { command })).toBe(wanted)
  })
})

describe('paths', () => {
  test.each([
    [['secret/**'], 'secret/a/b.txt', true],
    [['secret'], 'secret/a/b.txt', true],
    [['secret/'], 'secret/x', true],
    [['secret/**'], 'public/../secret/x', true],
    [['*.pem'], 'deep/down/key.pem', true],
    [['src/*.ts'], 'src/a.ts', true],
    [['src/*.ts'], 'src/deep/a.ts', false],
    [['~/notes/**'], `${homedir()}/notes/a.md`, true],
    [['/srv/data'], '/srv/data/x/y', true],
    [['/srv/data'], '/srv/database', false],
    [['docs/**'], '/elsewhere/docs/x', false],
  ] as const)('%j over %s: %s', async (paths, path, wanted) => {
    expect(await matches({ paths: [...paths] }, { path })).toBe(wanted)
  })

  test('an allow covers every path of a call, a deny any; access is told apart', async () => {
    const call = { ...(await exampleCall({ path: 'a/x', access: 'write' }, world())) }
    const both = { ...call, paths: [...call.paths, { path: join(root, 'work/b/y'), access: 'write' as const }] }
    expect(matchesRule(rule({ decision: 'allow', paths: ['a/**'] }), both)).toBe(false)
    expect(matchesRule(rule({ decision: 'allow', paths: ['a/**', 'b/**'] }), both)).toBe(true)
    expect(matchesRule(rule({ paths: ['b/**'] }), both)).toBe(true)
    expect(matchesRule(rule({ paths: ['b/**'], access: 'read' }), both)).toBe(false)
  })
})

describe('hosts, methods, amounts', () => {
  test('each condition narrows', async () => {
    const api = { host: 'api.example.com', method: 'post' }
    expect(await matches({ hosts: ['*.example.com'], methods: ['POST'] }, api)).toBe(true)
    expect(await matches({ hosts: ['*.example.com'], methods: ['get'] }, api)).toBe(false)
    expect(await matches({ methods: ['GET'] }, { path: 'x' })).toBe(false)
    expect(await matches({ amount_usd: { over: 1 } }, { amount_usd: 2 })).toBe(true)
    expect(await matches({ amount_usd: { over: 1, up_to: 3 } }, { amount_usd: 4 })).toBe(false)
    expect(await matches({ amount_usd: { over: 1 } }, { host: 'a.org' })).toBe(false)
    expect(await matches({ decision: 'allow', amount_usd: { up_to: 1 } }, { host: 'a.org' })).toBe(false)
  })
})

describe('policy files', () => {
  const load = (text: string) => {
    const user = join(root, 'policy.json')
    writeFileSync(user, text)
    return loadPolicy({ user, workspace: join(root, 'absent.json') })
  }
  const file = (...rules: object[]): string => JSON.stringify({ version: 1, rules })

  test.each([
    [file({ id: 'a', decision: 'deny' }, { id: 'a', decision: 'ask' }), /two rules have the id 'a'/],
    [file({ id: 'a', decision: 'deny', path: ['x'] }), /Unrecognized key: "path"/],
    [file({ id: 'a b', decision: 'deny' }), /rules\.0\.id/],
    [`{"version":1,"rules":[${'['.repeat(5000)}${']'.repeat(5000)}]}`, /broken/],
    [`${' '.repeat(1024 * 1024)}{}`, /larger than 1 MiB/],
  ])('a broken file is named with its reason: %#', (text, reason) => {
    expect(() => load(text)).toThrow(reason)
  })

  test('examples are checked: one that does not hold names the rule', async () => {
    const good = load(
      file({
        id: 'no-push',
        decision: 'deny',
        commands: ['git push **'],
        examples: { match: [{ command: 'git push -f' }], not_match: [{ command: 'git pull' }] },
      }),
    )
    await expect(checkExamples(good, world())).resolves.toBeUndefined()
    const bad = load(
      file({ id: 'no-push', decision: 'deny', commands: ['git push **'], examples: { not_match: [{ command: 'cd x; git push' }] } }),
    )
    await expect(checkExamples(bad, world())).rejects.toThrow(/rule 'no-push' matches its counter-example .*git push/)
  })

  test('an unconditional deny of paths holds where no path is named, too', () => {
    const rules = [
      rule({ paths: ['secret/**', '~/x', '/a/*'] }),
      rule({ paths: ['lock'], access: 'write' }),
      rule({ paths: ['mine'], agents: ['writer'] }),
    ]
    expect([hiddenPaths(rules, 'read'), hiddenPaths(rules, 'write')]).toEqual([['secret/**'], ['lock']])
  })
})
