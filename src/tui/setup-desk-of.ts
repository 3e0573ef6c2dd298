import type { SetupDesk } from '../app/setup/setup-desk.ts'
import type { Desk } from './desk.ts'

/** Once it has read the settings anew, it has them so. */
export function setupDeskOf(desk: Omit<Desk<unknown>, 'tell'>): SetupDesk {
  let config = desk.config
  return {
    get config() {
      return config
    },
    configWith: desk.configWith,
    renew: () => {
      config = desk.renew()
      return config
    },
    tools: async () => (await desk.module()).modelTools(config),
    app: desk.app,
    signal: desk.signal,
  }
}
