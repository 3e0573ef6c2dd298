import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

/** `claw init`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { workspace, created } = await (await context.app()).init()
  const made = created.length === 0 ? 'Everything was there already.' : ['Made:', ...created.map((path) => `  ${path}`)].join('\n')
  return { text: `Workspace ${workspace}\n${made}`, result: { workspace, created: [...created] } }
}
