import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { plural } from '../../view/format.ts'
import type { MemoryRow } from '../../view/memory-row.ts'
import { memoryTable, memoryText } from '../../view/memory-table.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { forgetMemory } from '../memory/forget-memory.ts'
import { memoryFilter } from '../memory/memory-filter.ts'
import { publicJson } from '../public-json.ts'

const EVERYTHING = 1_000_000

/** `claw memory list | search | show | forget | pin | unpin | export <agent> ...`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  refuse(context)
  const { app, id: agent } = await context.locate('agent', context.input.args['agent'] ?? '')
  const subject = context.input.args['subject'] ?? ''
  switch (context.input.args['action']) {
    case 'search':
      return search(context, app, { agent, query: subject })
    case 'show':
      return one(await app.getMemory(agent, subject), (row) => memoryText(row, context.list.now))
    case 'pin':
      return one(await app.pinMemory(agent, subject, true), (row) => `Pinned ${row.memory_id}: it neither expires nor gives way.`)
    case 'unpin':
      return one(await app.pinMemory(agent, subject, false), (row) => `${row.memory_id} is an item like any other again.`)
    case 'forget':
      return forgetMemory(context, app, { agent, prefix: subject })
    case 'export':
      return exportAll(context, app, agent)
    default:
      return list(context, app, agent)
  }
}

const TAKES: Readonly<Record<string, { readonly subject: 'needed' | 'possible' | 'none'; readonly options: readonly string[] }>> = {
  list: { subject: 'none', options: ['limit', 'kind', 'run', 'all'] },
  search: { subject: 'needed', options: ['limit'] },
  show: { subject: 'needed', options: [] },
  pin: { subject: 'needed', options: [] },
  unpin: { subject: 'needed', options: [] },
  forget: { subject: 'possible', options: ['kind', 'run', 'all', 'yes'] },
  export: { subject: 'none', options: ['kind', 'run'] },
}

// A flag that would do nothing is said, not ignored.
function refuse({ input: { args, options } }: CommandContext): void {
  const { action = '', subject } = args
  const fix = 'claw memory --help'
  const takes = TAKES[action]
  if (takes === undefined) return
  if (takes.subject === 'needed' && subject === undefined)
    throw new ClawError(
      'USAGE',
      `'claw memory ${action}' needs ${action === 'search' ? 'words to look for' : 'the id of an item'} after the agent.`,
      { fix },
    )
  if (takes.subject === 'none' && subject !== undefined)
    throw new ClawError('USAGE', `'claw memory ${action}' takes nothing after the agent.`, { fix })
  const stray = ['limit', 'kind', 'run', 'all', 'yes'].find((name) => options[name] !== undefined && !takes.options.includes(name))
  if (stray !== undefined) throw new ClawError('USAGE', `'claw memory ${action}' takes no --${stray}.`, { fix })
}

async function list(context: CommandContext, app: App, agent: string): Promise<CommandOutcome> {
  const all = context.input.options['all'] === true
  const rows = await app.listMemory(agent, { ...(await memoryFilter(context, app)), all, limit: context.limit() })
  const empty = `${agent} remembers nothing${all ? '' : ' that is still valid'}.`
  return { text: rows.length === 0 ? empty : memoryTable(rows, context.list), result: publicJson(rows) }
}

async function search(
  context: CommandContext,
  app: App,
  wanted: { readonly agent: string; readonly query: string },
): Promise<CommandOutcome> {
  const hits = await app.searchMemory(wanted.agent, wanted.query, context.limit())
  const empty = `${wanted.agent} remembers nothing about that.`
  return { text: hits.length === 0 ? empty : memoryTable(hits, context.list), result: publicJson(hits) }
}

async function exportAll(context: CommandContext, app: App, agent: string): Promise<CommandOutcome> {
  const rows = await app.listMemory(agent, { ...(await memoryFilter(context, app)), all: true, limit: EVERYTHING })
  const result = rows.map((row) => publicJson(row))
  if (rows.length === 0) context.host.out.note(`${plural(0, 'item')} of ${agent}.`)
  return { text: result.map((row) => JSON.stringify(row)).join('\n'), result }
}

function one(row: MemoryRow, text: (row: MemoryRow) => string): CommandOutcome {
  return { text: text(row), result: publicJson(row) }
}
