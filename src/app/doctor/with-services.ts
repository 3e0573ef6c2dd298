import type { Config } from '../../config/config.ts'
import { openServices, type Services } from '../open-services.ts'
import type { Finding } from './check-health.ts'

/** Each check opens for itself: one that cannot open the registry fails alone, and nothing is held open. */
export async function withServices(config: Config, look: (services: Services) => Finding): Promise<Finding> {
  const services = await openServices(config)
  try {
    return look(services)
  } finally {
    services.catalog.close()
    services.store.close()
  }
}
