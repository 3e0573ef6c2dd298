import type { Config } from '../config/config.ts'
import { localServersText } from '../view/models-text.ts'
import type { CommandContext } from './command-context.ts'
import type { CommandOutcome } from './command-spec.ts'

/** After a task that the rules refused: says which model servers of this machine could take it. They are looked for only then, and told nothing. */
export async function offerLocalModels(outcome: CommandOutcome, context: CommandContext, config: Config): Promise<CommandOutcome> {
  const refused = config.provider === 'rules' && outcome.document?.error?.code === 'NO_MODEL'
  if (!refused || context.input.output !== 'text') return outcome
  const servers = await (await (await context.module()).modelTools(config)).localServers(config)
  if (servers.length > 0) context.host.out.note(`A model server is on this machine:\n${localServersText(servers, null)}`)
  return outcome
}
