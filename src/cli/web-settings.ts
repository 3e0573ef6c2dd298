import type { App } from '../app/app-port.ts'
import type { Config } from '../config/config.ts'
import type { CommandContext } from './command-context.ts'

/** What the dashboard reads settings with, as this command was started. */
export function webSettings({ config, input, appFor }: CommandContext) {
  return {
    read: (): Config => config(),
    readWith: (settings: Readonly<Record<string, string>>): Config => config({ flags: { ...input.settings, ...settings } }),
    open: (changed: Config): Promise<App> => appFor(changed),
  }
}
