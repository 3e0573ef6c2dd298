import type { ForkOptions, RunOptions } from '../../coordinator/ports.ts'
import type { Services } from '../open-services.ts'
import { requireOwnRun } from '../require-own-run.ts'
import { requireRun } from '../run-functions.ts'
import type { RerunOptions } from './run-care-port.ts'

/** The options of a run as it was started. A fork is done again from the beginning, with what it chose for all of the run. */
export function rerunOptions(services: Services, run_id: string): RerunOptions {
  const run = requireRun(services, run_id)
  requireOwnRun(services, run_id)
  const options = run.options as RunOptions
  const flags = [...(options.flags ?? []), ...(options.fork === undefined ? [] : forkFlags(options.fork))]
  const temperature = options.fork?.temperature ?? options.temperature
  return {
    task: run.task,
    context: options.context,
    plan_only: options.plan_only,
    approve_plan: options.approve_plan,
    max_tokens: options.max_tokens,
    max_cost_usd: options.max_cost_usd,
    ...(run.session_id === run.run_id ? {} : { session_id: run.session_id }),
    ...(options.agent_id === null ? {} : { agent_id: options.agent_id }),
    ...(options.timeout_ms === null ? {} : { timeout_ms: options.timeout_ms }),
    ...(options.organize === null ? {} : { organize: options.organize }),
    ...(run.tags.length === 0 ? {} : { tags: run.tags }),
    ...(options.tools === undefined ? {} : { tools: options.tools }),
    ...(temperature === undefined ? {} : { temperature }),
    ...(flags.length === 0 ? {} : { flags }),
  }
}

function forkFlags({ provider, model, policy }: ForkOptions): string[] {
  const flag = (name: string, value: string | null): string[] => (value === null ? [] : [`--${name}=${value}`])
  return [...flag('llm-provider', provider), ...flag('llm-model', model), ...flag('policy', policy)]
}
