import type { ModelEndpoint } from '../../app/models/model-tools-port.ts'
import { type SetupChoice, setupEndpoint } from '../../config/setup/setup-choice.ts'
import type { CommandContext } from '../command-context.ts'
import { configWith } from '../models/named-model.ts'

/** The model as it would be asked once the choice is saved. */
export function endpointFor(context: CommandContext, choice: SetupChoice): ModelEndpoint {
  return setupEndpoint(configWith(context, choice), choice)
}
