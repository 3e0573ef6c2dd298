import { readContext } from '../../config/read-context.ts'
import type { RunRequest } from '../../view/menu/places/home/run-request.ts'
import type { MenuHost } from '../desk.ts'

/** Starts the run in a process of its own, which outlives the menu and waits for the answers that it needs. Throws as `claw run` does. */
export async function startRun(request: RunRequest, host: Pick<MenuHost, 'config' | 'appToWork'>): Promise<string> {
  const { startOptionsOf } = await import('../../app/runs/start-options-of.ts')
  const context = readContext(request.context === '' ? undefined : request.context)
  const options = startOptionsOf({ request, context, cwd: process.cwd() }, host.config)
  const { run_id } = await (await host.appToWork()).startDetached(options, { wait: true })
  return run_id
}
