import type { Services } from '../open-services.ts'
import type { WhyFunctions } from './why-port.ts'

/** Asked of the agents and skills as their folders are now, however long this process has run. */
export function whyFunctions(services: Services): WhyFunctions {
  const { fresh } = services.catalog
  return {
    whyAgent: async (task, options) => {
      await fresh()
      return (await import('./why-agent.ts')).whyAgent(services, task, options)
    },
    whySkill: async (task, options) => {
      await fresh()
      return (await import('./why-skill.ts')).whySkill(services, task, options)
    },
  }
}
