import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPolicyFile } from '../../src/policy/load-policy.ts'
import { matchesPath } from '../../src/policy/match-path.ts'

let root = ''
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-paths-')))
  mkdirSync(join(root, 'work/real/deep'), { recursive: true })
  symlinkSync('real', join(root, 'work/link'))
  symlinkSync(join(root, 'work'), join(root, 'alias'))
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a rule that names a link means what it leads to', () => {
  test.each([
    ['link', 'real/deep/a.txt', true],
    ['link/**', 'real/a.txt', true],
    ['link/deep/*.txt', 'real/deep/a.txt', true],
    ['link/deep/*.txt', 'real/deep/a.md', false],
    ['link/later/new.txt', 'real/later/new.txt', true],
    ['real/**', 'link2/a.txt', false],
  ])('%s on %s', (glob, path, fits) => expect(matchesPath(glob, join(root, 'work', path), join(root, 'work'))).toBe(fits))

  test('absolute ones too', () => {
    expect(matchesPath(join(root, 'alias/real/*.txt'), join(root, 'work/real/a.txt'), '/elsewhere')).toBe(true)
    expect(matchesPath(join(root, 'alias/real/*.txt'), join(root, 'work/real/a.md'), '/elsewhere')).toBe(false)
  })
})

describe('a path pattern that could match nothing is a broken file', () => {
  test.each(['a/../b', '../x', 'x/./y', '/etc//passwd', '/a/..', `${'{a,b}'.repeat(20)}`, '*'.repeat(1001)])('%s', (glob) => {
    const path = join(root, 'policy.json')
    writeFileSync(path, JSON.stringify({ version: 1, rules: [{ id: 'r1', decision: 'deny', paths: [glob] }] }))
    expect(() => readPolicyFile(path)).toThrow(/rule 'r1', path/)
  })
})
