import type { App } from '../../../src/app/app-port.ts'
import { watchedFiles } from '../../../src/app/feed/watched-files.ts'
import type { Config } from '../../../src/config/config.ts'
import { holdApp } from './hold-app.ts'

/** What the dashboard is given to read and change settings with. */
export interface WebSettings {
  /** As a start of claw would find them now. Throws CONFIG_INVALID. */
  read(): Config
  /** The same with these before all others. Throws CONFIG_INVALID. */
  readWith(settings: Readonly<Record<string, string>>): Config
  /** Whoever opened it closes it in the end, if that was not done before. */
  open(config: Config): Promise<App>
}

export interface RenewedApp {
  /** Always the newest one. */
  readonly app: App
  readonly settings: Omit<WebSettings, 'open'>
  /** Opens an app with the settings as they are now; what begins from then on goes by them. */
  renew(): Promise<Config>
  /** The same when settings were changed elsewhere: by a terminal, an editor, another dashboard. Settings that cannot be read leave all as it is. */
  freshen(): Promise<void>
}

/** An app that is replaced when settings change; what the old one is doing it does to its end, and is closed then. The first is its opener's. */
export function createRenewedApp(first: App, { read, readWith, open }: WebSettings): RenewedApp {
  let current = first
  let retire = (): void => undefined
  // One after the other: of two at once the app that was opened with older settings could come last, and stay.
  let renewals: Promise<unknown> = Promise.resolve()
  const files = watchedFiles(first.config, 'settings')
  const app = new Proxy(first, { get: (_, name) => Reflect.get(current, name) })

  async function renew(): Promise<Config> {
    // Looked at before: what is changed while they are read is seen the next time.
    files.changed()
    const config = read()
    const held = holdApp(await open(config))
    retire()
    current = held.app
    retire = held.retire
    return config
  }

  function renewNext(): Promise<Config> {
    const renewal = renewals.then(renew)
    renewals = renewal.catch(() => undefined)
    return renewal
  }

  return {
    app,
    settings: { read, readWith },
    renew: renewNext,
    freshen: async () => {
      if (files.changed().includes('settings')) renewNext().catch(() => undefined)
      await renewals
    },
  }
}
