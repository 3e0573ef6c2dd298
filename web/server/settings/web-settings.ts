import type { App } from '../../../src/app/app-port.ts'
import type { Config } from '../../../src/config/config.ts'

/** What the dashboard is given to read and change settings with. */
export interface WebSettings {
  /** As a start of claw would find them now. Throws CONFIG_INVALID. */
  read(): Config
  /** The same with these before all others. Throws CONFIG_INVALID. */
  readWith(settings: Readonly<Record<string, string>>): Config
  /** Whoever opened it closes it: it may still be at work when another one has taken its place. */
  open(config: Config): Promise<App>
}

export interface RenewedApp {
  /** Always the newest one. */
  readonly app: App
  readonly settings: Omit<WebSettings, 'open'>
  /** Opens an app with the settings as they are now; what begins from then on goes by them. */
  renew(): Promise<Config>
}

/** An app that is replaced when settings change; what the old one is doing it does to its end. */
export function createRenewedApp(first: App, { read, readWith, open }: WebSettings): RenewedApp {
  let current = first
  const app = new Proxy(first, { get: (_, name) => Reflect.get(current, name) })
  return {
    app,
    settings: { read, readWith },
    renew: async () => {
      const config = read()
      current = await open(config)
      return config
    },
  }
}
