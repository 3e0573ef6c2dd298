import { tryParseJson } from '../../../../kernel/json.ts'
import { isRunTag } from '../../../../kernel/run-tag.ts'
import type { Field, FieldOption, FormValues } from '../../parts/form/field.ts'
import type { FormSpec } from '../../parts/form/form-state.ts'
import type { OptionChoices } from './home-io.ts'
import type { RunRequest } from './run-request.ts'

const SESSION_ID = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,79}$/

/** The options of a run as a form, filled in as they stand. */
export function runOptionsForm(choices: OptionChoices, values: FormValues): FormSpec {
  return { fields: fields(choices).map((field) => filled(field, values)), submit: 'Use these options', check }
}

function fields({ agents, providers, presets, modes, rules, tools, configured }: OptionChoices): readonly Field[] {
  const usable = agents.filter(({ status }) => status !== 'broken').map(({ agent_id }) => agent_id)
  const organizes = (values: FormValues): boolean => values['organize'] !== ''
  return [
    {
      name: 'agent',
      label: 'Agent',
      kind: 'choice',
      options: choice('chosen by the router', usable),
      help: 'Lets this agent do it, without a plan.',
    },
    {
      name: 'provider',
      label: 'Provider',
      kind: 'choice',
      options: choice(as(configured.provider), providers),
      help: 'Who plans and answers.',
    },
    { name: 'model', label: 'Model', kind: 'line', placeholder: as(configured.model), help: 'A model of the provider.' },
    {
      name: 'policy',
      label: 'Policy',
      kind: 'choice',
      options: choice(as(configured.policy), presets),
      help: 'What is allowed without asking.',
    },
    {
      name: 'create',
      label: 'New agents',
      kind: 'choice',
      options: choice(as(configured.create), modes),
      help: 'Who decides about a new agent.',
    },
    {
      name: 'api',
      label: 'Calls that ask',
      kind: 'choice',
      options: choice(as(configured.api), modes),
      help: 'Who decides about calls that ask.',
    },
    {
      name: 'session',
      label: 'Session',
      kind: 'line',
      placeholder: 'a session of its own',
      help: 'Continues this session: its earlier tasks are known.',
    },
    { name: 'context', label: 'Context', kind: 'text', help: 'A JSON object, or the path of a file that holds one.' },
    {
      name: 'organize',
      label: 'Organize',
      kind: 'path',
      placeholder: 'no folder',
      help: 'Sorts the files of this folder by type, instead of a task.',
    },
    { name: 'recursive', label: 'Folders below', kind: 'yes-no', when: organizes, help: 'The folders below as well.' },
    { name: 'dry', label: 'Dry run', kind: 'yes-no', when: organizes, help: 'Only shows what would move.' },
    { name: 'plan', label: 'Plan only', kind: 'yes-no', help: 'Shows the plan and stops; resume carries it out.' },
    { name: 'approve', label: 'Ask about plan', kind: 'yes-no', help: 'Asks about the plan before it is carried out.' },
    { name: 'tokens', label: 'Max tokens', kind: 'number', min: 1, whole: true, help: 'Over all model calls of the run.' },
    { name: 'cost', label: 'Max cost (USD)', kind: 'number', min: 0, help: 'Over all model calls of the run.' },
    { name: 'timeout', label: 'Timeout (s)', kind: 'number', min: 1, help: 'Time of the whole run, in seconds.' },
    {
      name: 'temperature',
      label: 'Temperature',
      kind: 'number',
      min: 0,
      max: 2,
      help: 'Of every model call, 0 to 2; empty: as agents choose it.',
    },
    {
      name: 'rules',
      label: 'Rules first',
      kind: 'choice',
      options: choice(as(configured.rules), rules),
      help: 'Which tasks that recipes read are answered without the model.',
    },
    {
      name: 'tools',
      label: 'Tools',
      kind: 'several',
      options: tools.map((value) => ({ value })),
      help: 'What agents may use at most; none chosen: what each may.',
    },
    {
      name: 'paths',
      label: 'Further folders',
      kind: 'line',
      placeholder: 'none',
      help: 'Folders beside the workspace that tools may reach, with commas.',
    },
    { name: 'tags', label: 'Tags', kind: 'line', placeholder: 'none', help: 'Words by which the run is found again, with commas.' },
    { name: 'stay', label: 'Stay here', kind: 'yes-no', help: 'Starts it in the background, without looking on.' },
  ]
}

/** What differs from the defaults, in words. */
export function optionWords(values: FormValues): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === '' || value === null || value === false || (Array.isArray(value) && value.length === 0)) return []
    if (name === 'context') return ['with context']
    return [value === true ? name : `${name} ${String(value)}`]
  })
}

export function runRequest(task: string, values: FormValues): RunRequest {
  const text = (name: string): string => (typeof values[name] === 'string' ? values[name].trim() : '')
  const number = (name: string): number | null => (typeof values[name] === 'number' ? values[name] : null)
  const words = (name: string): string[] =>
    text(name)
      .split(',')
      .flatMap((word) => word.trim() || [])
  const flags = { 'llm-provider': text('provider'), 'llm-model': text('model'), 'rules-first': text('rules'), policy: text('policy') }
  const modes = { 'allow-path': words('paths').join(','), 'create-approval-mode': text('create'), 'api-approval-mode': text('api') }
  return {
    task,
    session_id: text('session'),
    context: text('context'),
    agent_id: text('agent'),
    plan_only: values['plan'] === true,
    approve_plan: values['approve'] === true,
    max_tokens: number('tokens'),
    max_cost_usd: number('cost'),
    timeout_s: number('timeout'),
    organize:
      text('organize') === ''
        ? null
        : { folder: text('organize'), recursive: values['recursive'] === true, dryRun: values['dry'] === true },
    tags: words('tags'),
    tools: Array.isArray(values['tools']) ? values['tools'].map(String) : [],
    temperature: number('temperature'),
    flags: Object.fromEntries(Object.entries({ ...flags, ...modes }).filter(([, value]) => value !== '')),
  }
}

function as(configured: string): string {
  return `as configured: ${configured}`
}

function choice(none: string, values: readonly string[]): FieldOption[] {
  return [{ value: '', label: none }, ...values.map((value) => ({ value }))]
}

function filled(field: Field, values: FormValues): Field {
  const value = values[field.name]
  if (value === undefined || value === null) return field
  // The values were made by a form of these very fields.
  return { ...field, value } as Field
}

function check(values: FormValues): Record<string, string> {
  const { session, context, tags } = values
  const badTag = typeof tags === 'string' ? tags.split(',').find((word) => word.trim() !== '' && !isRunTag(word.trim())) : undefined
  return {
    ...(typeof session === 'string' && session !== '' && !SESSION_ID.test(session)
      ? { session: 'takes letters, digits, dot, hyphen and underscore, at most 80' }
      : {}),
    ...(badTag === undefined
      ? {}
      : { tags: 'takes words of letters, digits and . _ / : - with commas between, at most 40 characters each' }),
    ...(typeof context === 'string' && context.trim().startsWith('{') && !tryParseJson(context).ok ? { context: 'is not valid JSON' } : {}),
  }
}
