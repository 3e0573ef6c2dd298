import type { AgentProfile } from '../../capsules/agent-profile.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { withMasking } from '../../models/with-masking.ts'
import { localActor } from '../create-run.ts'
import type { Services } from '../open-services.ts'
import type { AgentDraft } from './draft-port.ts'

/** A draft for a task that a person has typed: by the model when there is one, else from the skill catalog. */
export async function proposeForPerson(services: Services, task: string, signal: AbortSignal): Promise<AgentDraft> {
  const { catalog, config, models, redactor, store } = services
  const wanted = { task, required_tools: [], run_id: '' }
  const model = await models.configured(config)
  if (model === null) return draftOf(await catalog.proposeFromCatalog(wanted), 'rules')
  const masked = withMasking(model, redactor)
  const by = `${model.provider}/${model.model}`
  const profile = await catalog.proposeWithModel(wanted, async (purpose, request) => {
    const reply = await masked.call(request, { signal })
    const tokens = reply.usage === undefined ? 'tokens unknown' : `${reply.usage.input_tokens} + ${reply.usage.output_tokens} tokens`
    store.audit.append({ actor: localActor(), action: 'model.call', target: by, reason: `${purpose}: ${tokens}` })
    return reply
  })
  return draftOf(profile, by)
}

function draftOf(profile: AgentProfile | undefined, proposed_by: string): AgentDraft {
  if (profile !== undefined) return { ...profile, template: null, proposed_by }
  throw new ClawError('NO_MODEL', 'No skill of the catalog says anything about this task, so there is nothing to propose an agent from.')
}
