import { APPROVAL_MODES, POLICY_PRESETS, PROVIDERS } from '../../config/config.ts'
import type { OptionSpec, OutputFormat } from '../command-spec.ts'

export const PLAIN_OUTPUTS: readonly OutputFormat[] = ['text', 'json']
export const EVENT_OUTPUTS: readonly OutputFormat[] = ['text', 'json', 'jsonl']

export const LIMIT: OptionSpec = { name: 'limit', value: 'N', kind: 'count', description: 'at most so many, newest first (20)' }
export const YES: OptionSpec = { name: 'yes', description: 'do not ask' }
export const OUTPUT_FILE: OptionSpec = {
  name: 'output-file',
  value: 'FILE',
  description: 'write the result into this file instead of stdout',
}

export const WAIT: OptionSpec = {
  name: 'wait',
  description: 'with nobody to ask: wait until it is answered elsewhere (claw approvals, menu, dashboard) instead of parking',
}

/** Of `agent why` and `skill why`. */
export const WHY_OPTIONS: readonly OptionSpec[] = [
  { name: 'tools', value: 'NAMES', description: 'why: tools that the work needs, with commas' },
  { name: 'limit', value: 'N', kind: 'count', description: 'why: at most so many candidates (10)' },
]

/** Flags that override a setting for this command. */
export const SETTING_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'create-approval-mode',
    value: 'MODE',
    choices: APPROVAL_MODES,
    setting: 'CLOSED_CLAW_CREATE_APPROVAL_MODE',
    description: 'who decides about a new agent',
  },
  {
    name: 'api-approval-mode',
    value: 'MODE',
    choices: APPROVAL_MODES,
    setting: 'CLOSED_CLAW_API_APPROVAL_MODE',
    description: 'who decides about calls that ask',
  },
  { name: 'llm-provider', value: 'NAME', choices: PROVIDERS, setting: 'CLOSED_CLAW_LLM_PROVIDER', description: 'engine' },
  { name: 'llm-model', value: 'NAME', setting: 'CLOSED_CLAW_LLM_MODEL', description: 'model of the provider' },
  {
    name: 'allow-path',
    value: 'DIR',
    setting: 'CLOSED_CLAW_EXTRA_ALLOWED_PATHS',
    description: 'a further folder that tools may reach; several with commas',
  },
  { name: 'policy', value: 'PRESET', choices: POLICY_PRESETS, setting: 'CLOSED_CLAW_POLICY', description: 'policy preset' },
]
