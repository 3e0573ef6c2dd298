import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { classifyCommand } from '../../../src/policy/command/classify-command.ts'
import { matchesCommand } from '../../../src/policy/command/matches-command.ts'
import { parseCommand } from '../../../src/policy/command/parse-command.ts'

const WORKSPACE = '/home/me/work'
const QUIET = ['read', 'write', 'run']
const FORBIDDEN = ['rm **', 'curl **', 'wget **', 'git push **']

describe('the tables of command lines', () => {
  const everyday = readTable('everyday-commands.txt')
  const evasions = readTable('evasions.txt')
  const grave = readTable('grave-commands.txt')

  test('at least 95 % of everyday lines ask nothing', async () => {
    expect(everyday.length).toBeGreaterThanOrEqual(300)
    const asking = await only(everyday, async (line) => !QUIET.includes(await classOf(line)))
    expect(asking.length / everyday.length, asking.join('\n')).toBeLessThanOrEqual(0.05)
  })

  test('no hidden way to a program that a rule forbids is silent', async () => {
    expect(evasions.length).toBeGreaterThanOrEqual(150)
    const silent = await only(evasions, async (line) => QUIET.includes(await classOf(line)) && !(await isForbidden(line)))
    expect(silent).toEqual([])
  })

  test('what loses work or leaves the workspace is never quiet', async () => {
    expect(grave.length).toBeGreaterThanOrEqual(100)
    expect(await only(grave, async (line) => QUIET.includes(await classOf(line)))).toEqual([])
  })

  test('no everyday line is taken for one that a rule forbids, but for those that remove', async () => {
    const harmless = everyday.filter((line) => !/\brm\b|curl/.test(line))
    expect(await only(harmless, isForbidden)).toEqual([])
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

async function classOf(line: string): Promise<string> {
  return classifyCommand(await parseCommand(line), { workspace: WORKSPACE }).class
}

async function isForbidden(line: string): Promise<boolean> {
  return matchesCommand(await parseCommand(line), { patterns: FORBIDDEN, decision: 'deny', workspace: WORKSPACE })
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
