import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

export interface ClawRun {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** A workspace and a home of its own, in which the built program runs as a newcomer's would. */
export interface ClawPlace {
  readonly root: string
  readonly workspace: string
  readonly configDir: string
  readonly env: Readonly<Record<string, string>>
  write(path: string, text: string): void
  run(args: readonly string[], options?: ClawOptions): Promise<ClawRun>
  /** The process itself, for signals and streams. */
  start(args: readonly string[], options?: ClawOptions): ChildProcess
  remove(): void
}

export interface ClawOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
  readonly cwd?: string
}

export const CLAW = resolve(import.meta.dirname, '../../dist/claw.js')

export function clawPlace(files: Readonly<Record<string, string>> = {}, root = mkdtempSync(join(tmpdir(), 'claw-place-'))): ClawPlace {
  const workspace = join(root, 'work')
  const configDir = join(root, 'home', '.config', 'closed-claw')
  mkdirSync(workspace, { recursive: true })
  mkdirSync(configDir, { recursive: true })
  const env = { PATH: process.env['PATH'] ?? '', HOME: join(root, 'home'), LANG: 'C.UTF-8', TERM: 'dumb' }
  const place: ClawPlace = {
    root,
    workspace,
    configDir,
    env,
    write: (path, text) => {
      mkdirSync(dirname(join(workspace, path)), { recursive: true })
      writeFileSync(join(workspace, path), text)
    },
    start: (args, options = {}) =>
      spawn(process.execPath, [CLAW, ...args], {
        cwd: options.cwd ?? workspace,
        env: { ...env, ...options.env },
        stdio: ['pipe', 'pipe', 'pipe'],
      }),
    run: (args, options = {}) => collect(place.start(args, options), options.input ?? ''),
    // A process of its own may still be writing its last lines.
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  }
  for (const [path, text] of Object.entries(files)) place.write(path, text)
  return place
}

export function collect(child: ChildProcess, input = ''): Promise<ClawRun> {
  let stdout = ''
  let stderr = ''
  child.stdout?.on('data', (data: Buffer) => {
    stdout += data.toString('utf8')
  })
  child.stderr?.on('data', (data: Buffer) => {
    stderr += data.toString('utf8')
  })
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(input)
  return new Promise((done, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => done({ code, signal, stdout, stderr }))
  })
}
