import type { SetupDesk } from '../../../src/app/setup/setup-desk.ts'
import type { Config } from '../../../src/config/config.ts'
import type { RenewedApp } from './web-settings.ts'

export interface WebSetupDesk extends SetupDesk {
  /** Ends when what is to be opened anew after a change is open. */
  renewed(): Promise<unknown>
}

/** For one request: what is asked of a provider ends with it. */
export function webSetupDesk({ app, settings, renew }: RenewedApp, signal: AbortSignal): WebSetupDesk {
  let config: Config = settings.read()
  let renewal: Promise<unknown> = Promise.resolve()
  return {
    get config() {
      return config
    },
    configWith: settings.readWith,
    renew: () => {
      config = settings.read()
      renewal = renew()
      return config
    },
    // Loaded when somebody asks: it knows the clients of all providers.
    tools: async () => (await import('../../../src/app/models/model-tools.ts')).createModelTools(config),
    app: async () => app,
    signal,
    renewed: () => renewal,
  }
}
