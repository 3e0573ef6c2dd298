import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** A clone in an empty folder with an empty home: what a newcomer has. What is not committed is not in it. */

const ROOT = resolve(import.meta.dirname, '../..')
const README = readFileSync(join(ROOT, 'README.md'), 'utf8')
const [FIRST = '', SECOND = ''] = (/```sh\n([\s\S]*?)```/.exec(README)?.[1] ?? '').trim().split('\n')
let place = ''

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'claw-newcomer-'))
  mkdirSync(join(place, 'home'))
  execFileSync('git', ['clone', '-q', ROOT, join(place, 'clone')], { env: environment() })
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

function environment(): Record<string, string> {
  const npm = Object.entries(process.env).filter(([name, value]) => /^npm_config_/i.test(name) && value !== undefined) as [string, string][]
  return { ...Object.fromEntries(npm), PATH: process.env['PATH'] ?? '', HOME: join(place, 'home'), LANG: 'C.UTF-8', TERM: 'dumb' }
}

function shell(command: string, folder: string) {
  return spawnSync('bash', ['-c', command], { cwd: join(place, folder), env: environment(), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
}

describe('the README', () => {
  test('its second command is the one that CI runs', () => {
    expect(SECOND).toBe('npm install && npm test')
    expect(readFileSync(join(ROOT, '.ci/run'), 'utf8')).toContain('README.md')
  })

  test('its first command, as it stands, installs claw and prints the right answer', { timeout: 600_000 }, () => {
    const ran = shell(FIRST, 'clone')
    expect(ran.status, ran.stderr).toBe(0)
    const files = typescriptFiles(join(place, 'clone'))
    expect(ran.stdout).toContain(`${files.length} TypeScript files. The 5 largest:`)
    for (const file of files.slice(0, 5)) expect(ran.stdout).toContain(file.path)
  })

  test('the packed package works from another folder', { timeout: 300_000 }, () => {
    const packed = shell('npm pack --ignore-scripts --silent', 'clone')
    const tarball = packed.stdout.trim().split('\n').at(-1) ?? ''
    mkdirSync(join(place, 'other'))
    writeFileSync(join(place, 'other', 'package.json'), '{"private": true}')
    writeFileSync(join(place, 'other', 'a.ts'), 'export const a = 1\n')
    const installed = shell(`npm install --ignore-scripts --no-audit --no-fund ../clone/${tarball}`, 'other')
    expect(installed.status, installed.stderr).toBe(0)
    // The binary that the first install compiled: the same source, the same machine.
    cpSync(join(place, 'clone/node_modules/better-sqlite3/build'), join(place, 'other/node_modules/better-sqlite3/build'), {
      recursive: true,
    })
    const ran = shell('npx closed-claw run "how many TypeScript files are here?"', 'other')
    expect(ran.status, ran.stderr).toBe(0)
    expect(ran.stdout).toMatch(/^1 TypeScript file/)
    expect(shell('npx claw agents --json', 'other').status).toBe(0)
  })
})

/** Largest first, as the file system says; what git ignores is not counted. */
function typescriptFiles(folder: string): { path: string; size: number }[] {
  const skipped = /(^|\/)(node_modules|\.git|\.closed_claw|dist)(\/|$)/
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx|mts|cts)$/.test(path) && !skipped.test(path))
    .map((path) => ({ path, size: statSync(join(folder, path)).size }))
    .sort((a, b) => b.size - a.size)
}
