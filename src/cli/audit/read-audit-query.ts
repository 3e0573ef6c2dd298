import type { App, AuditQuery } from '../../app/app-port.ts'
import type { CommandContext } from '../command-context.ts'
import { readMoment } from './read-moment.ts'

/** The filters of the command line, and the workspace that they are about: that of the run where one is named. */
export async function readAuditQuery(context: CommandContext, limit: number): Promise<{ app: App; query: AuditQuery }> {
  const { options } = context.input
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const moment = (name: string): string | undefined => {
    const given = text(name)
    return given === undefined ? undefined : readMoment(name, given, context.host.now())
  }
  const run = text('run')
  const located = run === undefined ? undefined : await context.locate('run', run)
  const filters = {
    run_id: located?.id,
    agent_id: text('agent'),
    action: text('action'),
    decision: text('decision'),
    rule: text('rule'),
    actor: text('actor'),
    target: text('tool'),
    since: moment('since'),
    until: moment('until'),
    text: text('text'),
  }
  const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
  const order = text('order') === 'oldest' ? 'oldest' : 'newest'
  return { app: located?.app ?? (await context.app()), query: { limit, order, ...given } }
}
