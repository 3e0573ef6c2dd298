import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInSandbox } from './run-in-sandbox.ts'
import type { SandboxDriver, SandboxSpec, SelfTest } from './sandbox-driver.ts'
import { attackCommand, readAttack } from './self-test-attack.ts'

const LIMIT_MS = 5000
const BASE = {
  env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  cwd: '/tmp',
  read: [],
  write: [],
  hide: [],
  protect: [],
  network: false,
  memory_mb: 128,
  max_processes: 32,
} satisfies Omit<SandboxSpec, 'command'>
const SYSTEM_TRACE = '/usr/claw-self-test'
type Probe = SelfTest['probes'][number]

/** Starts a program in both profiles that tries for real to break out: files, secrets, sockets, processes. About 30 ms with bubblewrap. */
export async function selfTest(driver: SandboxDriver, fix: string): Promise<SelfTest> {
  const bait = await layBait()
  try {
    const probes = await Promise.all([attack(driver, bait, 'capsule'), attack(driver, bait, 'shell')])
    const all = [...probes.flat(), traces(bait)]
    return { ok: all.every((probe) => probe.held), driver: driver.name, probes: all, fix }
  } finally {
    await bait.close()
  }
}

/** Only whether a sandboxed program starts at all. About 8 ms with bubblewrap. */
export async function quickTest(driver: SandboxDriver, fix: string): Promise<SelfTest> {
  const seen = await runInSandbox(driver, { ...BASE, command: ['/bin/sh', '-c', 'echo started'] }, LIMIT_MS)
  const held = seen.stdout === 'started\n'
  const detail = held ? 'a program starts inside' : `it does not start: ${reason(seen)}`
  return { ok: held, driver: driver.name, probes: [{ name: 'starts', held, detail }], fix }
}

async function attack(driver: SandboxDriver, bait: Bait, profile: 'capsule' | 'shell'): Promise<Probe[]> {
  const spec = profile === 'shell' ? { ...BASE, ...workspaceOf(bait) } : BASE
  const seen = await runInSandbox(driver, { ...spec, command: attackCommand(bait, profile === 'shell') }, LIMIT_MS)
  const probes = readAttack(seen.stdout, profile)
  return probes ?? [{ name: `${profile}: starts`, held: false, detail: `it does not start: ${reason(seen)}` }]
}

function reason(seen: { stderr: string; failure: string | null; code: number | null }): string {
  return seen.failure ?? (seen.stderr.trim().slice(0, 300) || `exit ${seen.code}`)
}

function workspaceOf({ workspace }: Bait): Pick<SandboxSpec, 'cwd' | 'write' | 'hide' | 'protect'> {
  return { cwd: workspace, write: [workspace], hide: [join(workspace, 'hidden')], protect: [join(workspace, 'kept/protected')] }
}

/** What is left on the host, whatever the program said: its one allowed file and nothing else. */
function traces({ folder, workspace }: Bait): Probe {
  const stray = [join(folder, 'written'), SYSTEM_TRACE, join(workspace, 'kept/protected/file')].filter((path) => existsSync(path))
  const made = existsSync(join(workspace, 'made'))
  const detail =
    stray.length > 0 ? `it wrote ${stray.join(', ')}` : made ? 'only its own file was written' : 'the workspace was not writable'
  return { name: 'traces', held: stray.length === 0 && made, detail }
}

/** A folder of the host with a secret and a workspace, and a server: none of it may be reached. */
interface Bait {
  readonly folder: string
  readonly workspace: string
  readonly port: number
  close(): Promise<void>
}

async function layBait(): Promise<Bait> {
  const top = await mkdtemp(join(tmpdir(), 'claw-self-test-'))
  const folder = join(top, 'outside')
  const workspace = join(top, 'workspace')
  await mkdir(folder)
  await Promise.all([join(workspace, 'hidden'), join(workspace, 'kept/protected')].map((path) => mkdir(path, { recursive: true })))
  await Promise.all([join(folder, 'secret'), join(workspace, 'hidden/secret')].map((path) => writeFile(path, 'secret')))
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    folder,
    workspace,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: async () => {
      server.close()
      await rm(SYSTEM_TRACE, { force: true })
      await rm(top, { recursive: true, force: true })
    },
  }
}
