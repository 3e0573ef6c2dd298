import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { StartRunOptions } from '../../app/app-port.ts'
import { readContext } from '../../config/read-context.ts'
import { requireUsableProvider } from '../../config/require-usable-provider.ts'
import type { RunRequest } from '../../view/menu/places/home/run-request.ts'
import { organizeSentence } from '../../view/organize-sentence.ts'
import type { MenuHost } from '../desk.ts'

/** Starts the run in a process of its own, which outlives the menu and waits for the answers that it needs. Throws as `claw run` does. */
export async function startRun(request: RunRequest, host: Pick<MenuHost, 'config' | 'appToWork' | 'settingsFor'>): Promise<string> {
  const organize = request.organize === null ? undefined : { ...request.organize, path: folderPath(request.organize.folder) }
  const allowed = organize === undefined ? {} : { 'allow-path': [...host.config.extraAllowedPaths, organize.path].join(',') }
  const chosen = host.settingsFor({ ...request.flags, ...allowed })
  requireUsableProvider(chosen.config)
  const options = { ...startOptions(request, organize), flags: chosen.flags }
  const { run_id } = await (await host.appToWork()).startDetached(options, { wait: true })
  return run_id
}

function startOptions(
  request: RunRequest,
  organize: (NonNullable<RunRequest['organize']> & { readonly path: string }) | undefined,
): StartRunOptions {
  const { session_id, agent_id, max_tokens, max_cost_usd, timeout_s } = request
  return {
    task: organize === undefined ? request.task : organizeSentence(organize),
    context: readContext(request.context === '' ? undefined : request.context),
    plan_only: request.plan_only,
    ...(request.approve_plan ? { approve_plan: true } : {}),
    ...(organize === undefined ? {} : { organize: { path: organize.path, recursive: organize.recursive, dryRun: organize.dryRun } }),
    ...(session_id === '' ? {} : { session_id }),
    ...(agent_id === '' ? {} : { agent_id }),
    ...(max_tokens === null ? {} : { max_tokens }),
    ...(max_cost_usd === null ? {} : { max_cost_usd }),
    ...(timeout_s === null ? {} : { timeout_ms: Math.round(timeout_s * 1000) }),
  }
}

// No shell has looked at it.
function folderPath(folder: string): string {
  return resolve(folder === '~' || folder.startsWith('~/') ? `${homedir()}${folder.slice(1)}` : folder)
}
