import { statfs } from 'node:fs/promises'
import { hostname, platform, release } from 'node:os'
import { clawVersion } from '../../config/claw-version.ts'
import type { Config } from '../../config/config.ts'
import { ownerIsAlive } from '../../store/owner.ts'
import type { RunRecord } from '../../store/records.ts'
import type { LeaseRow, SandboxRow, SystemRow } from '../../view/system-rows.ts'
import { chooseSandbox } from '../choose-sandbox.ts'
import type { Services } from '../open-services.ts'
import { processesOfClaw } from './processes-of-claw.ts'
import { stateSizes } from './state-sizes.ts'

const MOST_LEASES = 500

export async function takeSystem(services: Services): Promise<SystemRow> {
  const { config, store, embedder } = services
  store.runs.markAbandoned()
  const leases = leasesOf(services)
  const owners = new Map(leases.filter(({ host }) => host === hostname()).map(({ pid, run_id }) => [pid, run_id]))
  const [sandbox, state, disk, queue] = await Promise.all([sandboxOf(config), stateSizes(config), diskOf(config), store.queue.depth()])
  return {
    version: clawVersion(),
    node: process.versions.node,
    platform: `${platform()} ${process.arch}, ${release()}`,
    workspace: config.workspace,
    pid: process.pid,
    started_at: Math.round(Date.now() - process.uptime() * 1000),
    engine: { provider: config.provider, model: config.model, reason: config.providerReason },
    sandbox,
    embedder: { model: embedder.model, dim: embedder.dim, search: store.vectors },
    state,
    disk,
    leases,
    processes: processesOfClaw({ workspace: config.workspace, owners }),
    queue,
  }
}

function leasesOf({ store }: Services): readonly LeaseRow[] {
  const open = (['running', 'waiting', 'queued', 'interrupted'] as const).flatMap((status) =>
    store.runs.list({ limit: MOST_LEASES, status }),
  )
  return open.flatMap(toLease)
}

function toLease({ run_id, task, status, owner, epoch, heartbeat_at }: RunRecord): LeaseRow[] {
  if (owner === null) return []
  return [{ run_id, task, status, pid: owner.pid, host: owner.host, alive: ownerIsAlive(owner), epoch, heartbeat_at }]
}

async function diskOf({ stateDir }: Config): Promise<SystemRow['disk']> {
  const { bavail, blocks, bsize } = await statfs(stateDir)
  return { path: stateDir, free_bytes: bavail * bsize, total_bytes: blocks * bsize }
}

// A driver starts programs to prove itself: once for each configuration is enough.
const proven = new WeakMap<Config, Promise<SandboxRow>>()

function sandboxOf(config: Config): Promise<SandboxRow> {
  const known = proven.get(config) ?? proveSandbox(config)
  proven.set(config, known)
  return known
}

async function proveSandbox(config: Config): Promise<SandboxRow> {
  const { driver, selfTest } = await chooseSandbox(config)
  await driver.close()
  const failed = selfTest.probes.filter(({ held }) => !held).map(({ name, detail }) => `${name}: ${detail}`)
  const detail = selfTest.ok ? `${selfTest.probes.length} probes held` : failed.join('; ')
  return { setting: config.sandbox, driver: driver.name, holds: selfTest.ok, detail, fix: selfTest.ok ? '' : selfTest.fix }
}
