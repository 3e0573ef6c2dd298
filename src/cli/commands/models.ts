import { ClawError } from '../../kernel/claw-error.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

const TAKES_A_MODEL = ['use', 'test']

/** `claw models list | use | test | why`. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  refuseSurplus(context)
  switch (context.input.args['action']) {
    case 'use':
      return (await import('../models/choose-model.ts')).chooseModel(context)
    case 'test':
      return (await import('../models/test-models.ts')).testModels(context)
    case 'why':
      return (await import('../models/why-model.ts')).whyModel(context)
    default:
      return (await import('../models/list-all-models.ts')).listAllModels(context)
  }
}

function refuseSurplus({ input: { args } }: CommandContext): void {
  const { action = 'list', model } = args
  if (model === undefined || TAKES_A_MODEL.includes(action)) return
  throw new ClawError('USAGE', `'claw models ${action}' takes no model.`, { fix: `claw models ${action}` })
}
