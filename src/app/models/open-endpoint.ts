import { ClawError } from '../../kernel/claw-error.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { isModelProvider, openProvider } from '../../models/open-provider.ts'
import type { ModelEndpoint } from './model-tools-port.ts'

/** The model as a run would call it, but for retries: what is tried shows its first failure. */
export async function openEndpoint({ provider, ...endpoint }: ModelEndpoint): Promise<ChatModel> {
  if (!isModelProvider(provider)) throw new ClawError('NO_MODEL', `The provider ${provider} has no adapter.`)
  return openProvider({ ...endpoint, provider }, { clock: systemClock, maxRetries: 0 })
}
