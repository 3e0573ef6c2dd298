import type { RunDraft } from '../../view/menu/places/home/run-draft.ts'
import type { RerunOptions } from './run-care-port.ts'

/** Names of the flags of a run, and the fields of the options form that they fill. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'llm-provider': 'provider',
  'llm-model': 'model',
  policy: 'policy',
  'create-approval-mode': 'create',
  'api-approval-mode': 'api',
  'rules-first': 'rules',
  'allow-path': 'paths',
}

/** What a run was started with, as it would be filled in at home. */
export function draftOf(run: RerunOptions): RunDraft {
  const { organize } = run
  const chosen = (run.flags ?? []).flatMap((flag) => {
    const at = flag.indexOf('=')
    const field = FIELD_OF[flag.slice(2, at)]
    return field === undefined ? [] : [[field, flag.slice(at + 1)] as const]
  })
  return {
    task: organize === undefined ? run.task : '',
    options: {
      agent: run.agent_id ?? '',
      session: run.session_id ?? '',
      context: Object.keys(run.context).length === 0 ? '' : JSON.stringify(run.context, null, 2),
      plan: run.plan_only,
      approve: run.approve_plan ?? false,
      tokens: run.max_tokens ?? null,
      cost: run.max_cost_usd ?? null,
      tags: (run.tags ?? []).join(', '),
      tools: run.tools ?? [],
      temperature: run.temperature ?? null,
      timeout: run.timeout_ms === undefined ? null : run.timeout_ms / 1000,
      ...(organize === undefined ? {} : { organize: organize.path, recursive: organize.recursive, dry: organize.dryRun }),
      ...Object.fromEntries(chosen),
    },
  }
}
