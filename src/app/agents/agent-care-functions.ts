import type { Services } from '../open-services.ts'
import type { AgentCareFunctions } from './agent-edit-port.ts'
import { requirePlace, requireUsable } from './agent-place.ts'

/** What a person does with the agents that exist. Loaded on first use: a run needs none of it. */
export function agentCareFunctions(services: Services): AgentCareFunctions {
  const edit = async () => (await import('./agent-edit-functions.ts')).agentEditFunctions(services)
  const trash = async () => (await import('./trash-functions.ts')).trashFunctions(services)
  const lint = async () => (await import('./lint-functions.ts')).lintFunctions(services)
  const { fresh } = services.catalog
  return {
    agentTexts: async (...given) => {
      await fresh()
      return (await edit()).agentTexts(...given)
    },
    checkAgentTexts: async (...given) => (await edit()).checkAgentTexts(...given),
    previewEdit: async (...given) => (await import('./preview-edit.ts')).previewEdit(services, ...given),
    saveAgent: async (...given) => (await edit()).saveAgent(...given),
    editAgent: async (...given) => (await edit()).editAgent(...given),
    versionTexts: async (...given) => (await edit()).versionTexts(...given),
    agentVersions: async (...given) => (await edit()).agentVersions(...given),
    restoreVersion: async (...given) => (await edit()).restoreVersion(...given),
    deleteAgent: async (...given) => (await trash()).deleteAgent(...given),
    restoreAgent: async (...given) => (await trash()).restoreAgent(...given),
    listTrash: async () => (await trash()).listTrash(),
    emptyTrash: async () => (await trash()).emptyTrash(),
    lintAgent: async (...given) => {
      await fresh()
      return (await lint()).lintAgent(...given)
    },
    lintFolder: async (...given) => (await lint()).lintFolder(...given),
    lintAll: async () => (await lint()).lintAll(),
    handshakeAgent: async (agent_id, signal) => {
      await fresh()
      const { handshakeAgent } = await import('./handshake-agent.ts')
      return handshakeAgent(services, requireUsable(services, agent_id), signal)
    },
    agentPermissions: async (who) => (await import('./agent-permissions.ts')).agentPermissions(services, who),
    promoteAgent: async (agent_id, options) => {
      const { promoteAgent } = await import('./promote-agent.ts')
      return promoteAgent(services, requirePlace(services, agent_id), options)
    },
  }
}
