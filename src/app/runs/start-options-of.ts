import { homedir } from 'node:os'
import { resolve } from 'node:path'
import type { Config } from '../../config/config.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { RunRequest } from '../../view/menu/places/home/run-request.ts'
import { organizeSentence } from '../../view/organize-sentence.ts'
import type { RerunOptions } from './run-care-port.ts'

export interface AskedRun {
  readonly request: Omit<RunRequest, 'context'>
  readonly context: JsonObject
  /** Where a folder that was named stands, as far as it is not absolute. */
  readonly cwd: string
}

/** What a person has filled in, as the app takes it. */
export function startOptionsOf({ request, context, cwd }: AskedRun, config: Pick<Config, 'extraAllowedPaths'>): RerunOptions {
  const { session_id, agent_id, max_tokens, max_cost_usd, timeout_s, tags, tools, temperature } = request
  const organize = request.organize === null ? undefined : { ...request.organize, path: folderPath(request.organize.folder, cwd) }
  const flags = flagsOf(request, organize?.path, config)
  return {
    task: organize === undefined ? request.task : organizeSentence(organize),
    context,
    plan_only: request.plan_only,
    ...(request.approve_plan ? { approve_plan: true } : {}),
    ...(organize === undefined ? {} : { organize: { path: organize.path, recursive: organize.recursive, dryRun: organize.dryRun } }),
    ...(session_id === '' ? {} : { session_id }),
    ...(agent_id === '' ? {} : { agent_id }),
    ...(max_tokens === null ? {} : { max_tokens }),
    ...(max_cost_usd === null ? {} : { max_cost_usd }),
    ...(timeout_s === null ? {} : { timeout_ms: Math.round(timeout_s * 1000) }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(tools.length === 0 ? {} : { tools }),
    ...(temperature === null ? {} : { temperature }),
    ...(flags.length === 0 ? {} : { flags }),
  }
}

/** Settings for this run alone. A folder that is to be organised may be worked in. */
function flagsOf(
  { flags }: AskedRun['request'],
  folder: string | undefined,
  { extraAllowedPaths }: Pick<Config, 'extraAllowedPaths'>,
): string[] {
  const { 'allow-path': named = '', ...others } = flags
  const further = [...named.split(',').flatMap((path) => path.trim() || []), ...(folder === undefined ? [] : [folder])]
  const allowed = further.length === 0 ? {} : { 'allow-path': [...new Set([...extraAllowedPaths, ...further])].join(',') }
  return Object.entries({ ...others, ...allowed }).map(([name, value]) => `--${name}=${value}`)
}

// No shell has looked at it.
function folderPath(folder: string, cwd: string): string {
  return resolve(cwd, folder === '~' || folder.startsWith('~/') ? `${homedir()}${folder.slice(1)}` : folder)
}
