import type { CoordinatorPorts } from '../../coordinator/ports.ts'
import type { ChatModel } from '../../models/chat-model.ts'

export interface PortsChange {
  readonly temperature: number | undefined
}

/** The ports of a run whose models are asked with the temperature that the person chose for it. */
export function portsOfRun(ports: CoordinatorPorts, { temperature }: PortsChange): CoordinatorPorts {
  if (temperature === undefined) return ports
  const at = (model: ChatModel): ChatModel => ({ ...model, call: (request, options) => model.call({ ...request, temperature }, options) })
  return {
    ...ports,
    model: ports.model === null ? null : at(ports.model),
    agentModel: async (...named) => at(await ports.agentModel(...named)),
  }
}
