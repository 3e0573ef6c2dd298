import { existsSync } from 'node:fs'
import type { App } from '../app/app-port.ts'
import type { Config } from '../config/config.ts'
import type { MenuHost } from '../tui/desk.ts'
import type { CommandContext } from './command-context.ts'
import { webSettings } from './web-settings.ts'
import { type TracelessConfig, withoutTrace } from './without-trace.ts'

/** The app for the menu: a folder that is no workspace becomes one when work is done in it, not when it is looked at. */
export function menuHost(context: CommandContext): { readonly host: MenuHost; close(): void } {
  const traces: TracelessConfig[] = []
  let config = context.config()
  let traceless: TracelessConfig | undefined
  let looking: Promise<App> | undefined
  let working: Promise<App> | undefined
  const appToWork = (): Promise<App> => {
    working ??= context.appFor(config)
    return working
  }
  const configToLook = (): Config => {
    if (working !== undefined || existsSync(config.dbPath)) return config
    if (traceless === undefined) {
      traceless = withoutTrace(config)
      traces.push(traceless)
    }
    return traceless.config
  }
  const app = (): Promise<App> => {
    const toLook = configToLook()
    if (toLook === config) return appToWork()
    looking ??= context.appFor(toLook)
    return looking
  }
  const openWeb = async (): ReturnType<MenuHost['openWeb']> => {
    const { startWeb } = await import('../../web/server/start-web.ts')
    // Any port: that of `claw web` stays free for it.
    return startWeb({ app: await appToWork(), settings: webSettings(context), host: '127.0.0.1', port: 0 })
  }
  const openInBrowser = async (address: string): Promise<string> => {
    const browser = await import('../app/browser/open-in-browser.ts')
    return (await browser.openInBrowser(config, address)).told
  }
  // What is open stays so until the end: somebody may be at work with it.
  const renew = (): Config => {
    config = context.config()
    traceless = undefined
    looking = undefined
    working = undefined
    return config
  }
  const host: MenuHost = {
    get config() {
      return config
    },
    configToLook,
    configWith: (settings) => context.config({ flags: { ...context.input.settings, ...settings } }),
    renew,
    module: context.module,
    app,
    appToWork,
    openWeb,
    openInBrowser,
  }
  return {
    host,
    close: () => {
      for (const trace of traces) trace.remove()
    },
  }
}
