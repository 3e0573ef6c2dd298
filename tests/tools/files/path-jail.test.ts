import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, readSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ClawError } from '../../../src/kernel/claw-error.ts'
import { createPathJail, type PathJail } from '../../../src/tools/path-jail.ts'
import { put, remove, temporaryFolder } from './setup.ts'

let base: string
let root: string
let jail: PathJail

beforeAll(() => {
  base = temporaryFolder()
  root = join(base, 'work')
  put(base, { 'secret.txt': 'SECRET', 'other/x.txt': 'x', 'workshop/y.txt': 'prefix of the root' })
  put(root, {
    'a.txt': 'a',
    'sub/b.txt': 'b',
    'ünïcode 文.txt': 'u',
    '.env': 'K=1',
    '.env.example': 'K=',
    '.npmrc': 'save=true',
    'tok/.npmrc': '//r/:_authToken=x',
    '%2e%2e/c.txt': 'c',
  })
  mkdirSync(join(root, '.closed_claw'))
  symlinkSync('../secret.txt', join(root, 'out'))
  symlinkSync('..', join(root, 'up'))
  symlinkSync('/etc/passwd', join(root, 'etc'))
  symlinkSync('a.txt', join(root, 'in'))
  symlinkSync('.env', join(root, 'alias'))
  symlinkSync('../nowhere/new', join(root, 'dangling-out'))
  symlinkSync('sub/new', join(root, 'dangling-in'))
  symlinkSync('loop', join(root, 'loop'))
  linkSync(join(base, 'secret.txt'), join(root, 'hard'))
  execFileSync('mkfifo', [join(root, 'pipe')])
  jail = createPathJail({ roots: [root], protectedGlobs: ['private/**', join(root, 'state.db')] })
})
afterAll(() => remove(base))

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'ok'
  } catch (error) {
    return error instanceof ClawError ? error.code : `not ours: ${error}`
  }
}

describe('resolve', () => {
  it.each([
    ['a.txt', 'a.txt'],
    ['./sub/../a.txt', 'a.txt'],
    ['$WORKSPACE/sub/b.txt', 'sub/b.txt'],
    ['', '.'],
    ['.', '.'],
    ['in', 'a.txt'],
    ['up/work/a.txt', 'a.txt'],
    ['dangling-in', 'sub/new'],
    ['not/there/yet', 'not/there/yet'],
    ['%2e%2e/c.txt', '%2e%2e/c.txt'],
    ['ünïcode 文.txt', 'ünïcode 文.txt'],
    ['.env.example', '.env.example'],
    ['.npmrc', '.npmrc'],
  ])('%s is %s', (given, shown) => expect(jail.show(jail.resolve(given))).toBe(shown))

  it.each([
    ['..', 'PATH_OUTSIDE'],
    ['../secret.txt', 'PATH_OUTSIDE'],
    ['sub/../../secret.txt', 'PATH_OUTSIDE'],
    ['../workshop/y.txt', 'PATH_OUTSIDE'],
    ['/etc/passwd', 'PATH_OUTSIDE'],
    ['~/x', 'PATH_OUTSIDE'],
    ['out', 'PATH_OUTSIDE'],
    ['up', 'PATH_OUTSIDE'],
    ['up/other/x.txt', 'PATH_OUTSIDE'],
    ['etc', 'PATH_OUTSIDE'],
    ['dangling-out', 'PATH_OUTSIDE'],
    ['%2e%2e/../../secret.txt', 'PATH_OUTSIDE'],
    ['a\0.txt', 'TOOL_BAD_ARGS'],
    ['x'.repeat(5000), 'TOOL_BAD_ARGS'],
    ['.env', 'PATH_PROTECTED'],
    ['.ENV', 'PATH_PROTECTED'],
    ['.env.local', 'PATH_PROTECTED'],
    ['.e\u200bnv', 'PATH_PROTECTED'],
    ['alias', 'PATH_PROTECTED'],
    ['tok/.npmrc', 'PATH_PROTECTED'],
    ['.closed_claw/registry.db', 'PATH_PROTECTED'],
    ['sub/.closed_claw', 'PATH_PROTECTED'],
    ['.git/hooks/pre-commit', 'PATH_PROTECTED'],
    ['deep/server.PEM', 'PATH_PROTECTED'],
    ['id_rsa', 'PATH_PROTECTED'],
    ['.ssh/config', 'PATH_PROTECTED'],
    ['.aws/credentials', 'PATH_PROTECTED'],
    ['.netrc', 'PATH_PROTECTED'],
    ['private/plan.txt', 'PATH_PROTECTED'],
    ['state.db', 'PATH_PROTECTED'],
  ])('%s is refused with %s', (given, code) => expect(codeOf(() => jail.resolve(given))).toBe(code))

  it('lets .git be read and not written', () => {
    expect(jail.show(jail.resolve('.git/config'))).toBe('.git/config')
    expect(codeOf(() => jail.resolve('.git/config', 'write'))).toBe('PATH_PROTECTED')
  })
  it('answers a loop of links', () => expect(codeOf(() => jail.resolve('loop'))).not.toBe('ok'))
})

describe('open', () => {
  it.each([
    ['hard', 'PATH_OUTSIDE'],
    ['pipe', 'PATH_NOT_FILE'],
    ['sub', 'PATH_NOT_FILE'],
    ['none', 'PATH_NOT_FOUND'],
    ['a.txt/x', 'PATH_NOT_FOUND'],
    ['out', 'PATH_OUTSIDE'],
    ['up/secret.txt', 'PATH_OUTSIDE'],
  ])('%s gives %s', (name, code) => expect(codeOf(() => jail.openFile(join(root, name)))).toBe(code))

  it('never follows a link on the way of a write', () => {
    expect(codeOf(() => jail.openForWriting(join(root, 'up', 'other')))).toBe('PATH_NOT_FILE')
  })
})

describe('race', () => {
  it('leaks nothing while a symlink is swapped', async () => {
    put(root, { 'race/real/f.txt': 'inside' })
    put(base, { 'leak/f.txt': 'SECRET' })
    const swapper = new Worker(
      `const fs = require('node:fs'); const { root, base } = require('node:worker_threads').workerData
       for (;;) {
         for (const target of [base + '/leak', root + '/race/real']) {
           fs.symlinkSync(target, root + '/race/tmp'); fs.renameSync(root + '/race/tmp', root + '/race/d')
         }
         fs.renameSync(root + '/race/real', root + '/race/aside'); fs.symlinkSync(base + '/leak', root + '/race/real')
         fs.unlinkSync(root + '/race/real'); fs.renameSync(root + '/race/aside', root + '/race/real')
       }`,
      { eval: true, workerData: { root, base } },
    )
    const reads = { inside: 0, refused: 0, leaked: 0 }
    const buffer = Buffer.alloc(32)
    const until = performance.now() + 1500
    while (performance.now() < until) {
      for (const name of ['race/d/f.txt', 'race/real/f.txt']) {
        try {
          const file = jail.openFile(jail.resolve(name))
          const text = buffer.toString('utf8', 0, readSync(file.fd, buffer, 0, 32, 0))
          file.close()
          if (text === 'inside') reads.inside += 1
          else reads.leaked += 1
        } catch (error) {
          if (!(error instanceof ClawError)) throw error
          reads.refused += 1
        }
      }
    }
    await swapper.terminate()
    expect(reads.leaked).toBe(0)
    expect(reads.inside + reads.refused).toBeGreaterThan(2000)
    expect(reads.inside).toBeGreaterThan(0)
    expect(reads.refused).toBeGreaterThan(0)
  })
})
