import { systemClock } from '../../kernel/clock.ts'
import type { ChatModel } from '../../models/chat-model.ts'
import { openProvider } from '../../models/open-provider.ts'
import type { PriceBook } from '../../models/prices/price-book.ts'
import type { ModelEndpoint } from './model-tools-port.ts'

/** The model as a run would call it, but for retries: what is tried shows its first failure. */
export function openEndpoint(endpoint: ModelEndpoint, prices: PriceBook): Promise<ChatModel> {
  return openProvider(endpoint, { clock: systemClock, maxRetries: 0, prices })
}
