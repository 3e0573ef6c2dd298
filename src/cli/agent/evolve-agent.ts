import { ClawError } from '../../kernel/claw-error.ts'
import { evolutionText } from '../../view/evolution-text.ts'
import { plural } from '../../view/format.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'
import type { AgentWords } from './agent-actions.ts'
import { agentToChange } from './agent-to-change.ts'

/** `claw agent evolve <id> --show|--reset`. */
export async function evolveAgent(context: CommandContext, { subject = '' }: AgentWords): Promise<CommandOutcome> {
  const { reset, show } = context.input.options
  if (reset === true && show === true) throw new ClawError('USAGE', '--show and --reset exclude each other.', { fix: 'claw agent --help' })
  return reset === true ? resetEvolution(context, subject) : showEvolution(context, subject)
}

async function showEvolution(context: CommandContext, prefix: string): Promise<CommandOutcome> {
  const { app, id } = await context.locate('agent', prefix)
  const evolution = await app.evolutionOf(id)
  return { text: evolutionText(evolution, context.list.now), result: publicJson(evolution) }
}

async function resetEvolution(context: CommandContext, prefix: string): Promise<CommandOutcome> {
  const { app, id } = await agentToChange(context, prefix)
  const done = await app.resetEvolution(id)
  const text =
    done.forgotten === 0 ? `${id} had not evolved.` : `${id} is as its folder says again; ${plural(done.forgotten, 'form')} forgotten.`
  return { text, result: publicJson(done) }
}
