import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw init`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  // Here, also below another workspace.
  const app = await context.appFor(context.config({ workspace: context.host.cwd ?? process.cwd() }))
  const { workspace, created } = await app.init()
  const made = created.length === 0 ? 'Everything was there already.' : ['Made:', ...created.map((path) => `  ${path}`)].join('\n')
  return { text: `Workspace ${workspace}\n${made}`, result: { workspace, created: [...created] } }
}
