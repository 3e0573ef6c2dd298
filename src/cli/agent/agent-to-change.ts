import type { App } from '../../app/app-port.ts'
import type { CommandContext } from '../command-context.ts'

/** The named agent with an app that keeps what is done: in a folder that is no workspace, looking leaves no trace, but a change makes it one. */
export async function agentToChange(context: CommandContext, prefix: string): Promise<{ readonly app: App; readonly id: string }> {
  const { app, id } = await context.locate('agent', prefix)
  return { app: await keepingApp(context, app), id }
}

export async function keepingApp(context: CommandContext, looking: App): Promise<App> {
  const config = context.config()
  return looking.config.stateDir === config.stateDir ? looking : context.appFor(config)
}
