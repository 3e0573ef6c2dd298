import type { JsonObject } from '../../../src/kernel/json.ts'
import type { Rule, ScriptedReply } from '../scripted-model.ts'

/** What people ask for in a seeded workspace; how each run ends stands in seed-runs.ts. */
export const SEED_TASKS = {
  count: 'How many TypeScript files are here, and which five are the largest?',
  sum: 'What is the sum of the column rain_mm in stations.csv?',
  report: 'Write a report on the stations, and put Bergen into the README',
  partial: 'Read stations.csv, then read archive/1990.csv and write what is typical',
  failed: 'Compose a symphony about drizzle',
  denied: 'run the command `git push --force origin main`',
  granted: 'run the command `echo fetched`',
  interrupted: 'Describe every station in great detail',
  cancelled: 'Translate the README into every language',
  answer: 'Rename a station',
  plan: 'Read src/draw-chart.ts, then choose scales for it and write the new chart',
  create: 'Compose a haiku about drizzle',
  waiting: 'run the command `git push origin main`',
} as const

export type SeedTask = keyof typeof SEED_TASKS

/** Of the agent whose uses all fail. */
export const TIDE_TASK = 'When is high tide in Hamburg?'

/** Of an agent that has to ask before it touches files: it changes one, and makes another. */
export const MEND_TASK = 'Mend the list of stations'

const step = (id: string, title: string, task: string, depends_on: readonly string[] = []): JsonObject => ({
  id,
  title,
  task: `${task} (${id})`,
  depends_on: [...depends_on],
  required_tools: ['file_io'],
  acceptance_criteria: id === 'report' ? ['report.md exists'] : [],
})
const plan = (task: SeedTask, reason: string, ...execution: JsonObject[]): Rule => ({
  when: { schema: 'plan', any: SEED_TASKS[task] },
  reply: { json: { reason, execution }, usage: { prompt: 1830, completion: 260 } },
})
const files = (text: string, ...calls: JsonObject[]): ScriptedReply => ({
  text,
  tool_calls: calls.map((args) => ({ name: 'file_io', args })),
  usage: { prompt: 2210, completion: 64, cached: 1024 },
})
const said = (text: string, delay_ms = 0): ScriptedReply => ({ text, delay_ms, usage: { prompt: 2480, completion: 120 } })
const REPORT = '# Rain\n\n| station | mm |\n|---|---|\n| Bergen | 203 |\n| Hamburg | 61 |\n| Lisbon | 14 |\n'

const PROFILE = {
  name: 'Haiku poet',
  description: 'Writes haiku about weather and landscapes: three lines. No prose.',
  tags: ['poetry'],
  tools: ['file_io'],
  skill_ids: [],
  examples: ['a haiku on snow', 'haiku: the sea', 'three lines about autumn', 'poem of rain, japanese style', 'moon haiku'],
  role_text: '# Role\n\nYou write haiku.\n\n# Decision rules\n\n- Count syllables: five, seven, five.\n',
}

export const SEED_SCRIPT: readonly Rule[] = [
  { when: { schema: 'agent_profile' }, reply: { json: PROFILE } },
  { when: { schema: 'plan', any: '# Failed' }, reply: { json: { reason: 'There is no other source.', execution: [] } } },
  plan(
    'report',
    'The table and the README are read side by side; the report needs both.',
    step('table', 'Read the table', 'Read stations.csv and name its gaps'),
    step('readme', 'Look at the README', 'Read README.md and say which stations it names'),
    step('report', 'Write the report', 'Write report.md on the stations and add Bergen to README.md', ['table', 'readme']),
  ),
  plan(
    'partial',
    'Two sources, then a comparison.',
    step('ours', 'Our own rain', 'Read the file stations.csv of this folder'),
    step('archive', 'The archive of 1990', 'Read the file archive/1990.csv of this folder'),
  ),
  plan(
    'plan',
    'Small steps.',
    step('scales', 'Choose the scales', 'Read src/draw-chart.ts'),
    step('draw', 'Draw', 'Write the chart', ['scales']),
  ),
  {
    when: { schema: 'synthesis', any: SEED_TASKS.partial },
    reply: {
      json: {
        answer: 'This month has 278 mm over three stations. What is typical cannot be said: the archive of 1990 is not here.',
        verdicts: [],
      },
    },
  },
  {
    when: { schema: 'synthesis' },
    reply: { json: { answer: 'Bergen has the most rain, 203 mm. The report is in report.md.', verdicts: [] } },
  },
  { when: { task: '(table)', turn: 0 }, reply: files('The table first.', { op: 'read', path: 'stations.csv' }) },
  {
    when: { task: '(table)', turn: 1 },
    reply: { tool_calls: [{ name: 'remember', args: { kind: 'fact', text: 'stations.csv has the columns station and rain_mm.' } }] },
  },
  { when: { task: '(table)' }, reply: said('Three stations, no gaps.', 40) },
  { when: { task: '(readme)', turn: 0 }, reply: files('', { op: 'read', path: 'README.md' }) },
  { when: { task: '(readme)' }, reply: said('The README names Hamburg and Lisbon.', 60) },
  {
    when: { task: '(report)', turn: 0 },
    reply: files(
      'I write the report and mend the README.',
      { op: 'write', path: 'report.md', content: REPORT },
      { op: 'edit', path: 'README.md', old: '- Lisbon\n', new: '- Lisbon\n- Bergen\n' },
    ),
  },
  { when: { task: '(report)' }, reply: said('The report is in report.md; the README names Bergen now.') },
  { when: { task: '(ours)', turn: 0 }, reply: files('', { op: 'read', path: 'stations.csv' }) },
  { when: { task: '(ours)' }, reply: said('278 mm over three stations.') },
  { when: { task: '(archive)' }, reply: files('The archive again.', { op: 'read', path: 'archive/1990.csv' }) },
  {
    when: { task: MEND_TASK, turn: 0 },
    reply: files(
      '',
      { op: 'edit', path: 'README.md', old: '- Lisbon', new: '- Lisbon\u202e\n- Oslo' },
      { op: 'write', path: 'oslo.md', content: '# Oslo\n' },
    ),
  },
  { when: { task: TIDE_TASK }, reply: files('', { op: 'read', path: 'tides.csv' }) },
  {
    when: { any: SEED_TASKS.failed },
    reply: { error: { status: 400, code: 'invalid_request', message: 'The model has no ear for music.' } },
  },
  { when: { task: SEED_TASKS.interrupted }, reply: files('One by one.', { op: 'read', path: 'stations.csv' }) },
  { when: { task: SEED_TASKS.cancelled }, reply: { text: 'Weather, Wetter, temps ...', delay_ms: 20_000 } },
  {
    when: { task: SEED_TASKS.answer, turn: 0 },
    reply: {
      tool_calls: [
        { name: 'ask_user', args: { question: 'Which station, and what is its new name?', options: ['Hamburg', 'Lisbon', 'Bergen'] } },
      ],
    },
  },
  { reply: said('Done.') },
]
