import { APPROVAL_MODES, POLICY_PRESETS, PROVIDERS, RULES_FIRST } from '../../config/config.ts'
import { SETTING_FLAGS } from '../../config/setting-flags.ts'
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
    setting: SETTING_FLAGS['create-approval-mode'],
    description: 'who decides about a new agent',
  },
  {
    name: 'api-approval-mode',
    value: 'MODE',
    choices: APPROVAL_MODES,
    setting: SETTING_FLAGS['api-approval-mode'],
    description: 'who decides about calls that ask',
  },
  { name: 'llm-provider', value: 'NAME', choices: PROVIDERS, setting: SETTING_FLAGS['llm-provider'], description: 'engine' },
  { name: 'llm-model', value: 'NAME', setting: SETTING_FLAGS['llm-model'], description: 'model of the provider' },
  {
    name: 'rules-first',
    value: 'MODE',
    choices: RULES_FIRST,
    setting: SETTING_FLAGS['rules-first'],
    description: 'which tasks that recipes read are answered by rules before the model is asked',
  },
  {
    name: 'allow-path',
    value: 'DIR',
    setting: SETTING_FLAGS['allow-path'],
    description: 'a further folder that tools may reach; several with commas',
  },
  { name: 'policy', value: 'PRESET', choices: POLICY_PRESETS, setting: SETTING_FLAGS.policy, description: 'policy preset' },
]
