import type { App } from '../app/app-port.ts'
import type { RerunOptions } from '../app/runs/run-care-port.ts'
import { type CommandContext, organizeRoot } from './command-context.ts'
import { SETTING_OPTIONS } from './specs/shared-options.ts'

/** What `--again` takes over from another run, and the app of its workspace with the settings that were chosen for it; flags of now go before. */
export async function againOptions(context: CommandContext): Promise<{ readonly app: App; readonly before: RerunOptions } | undefined> {
  const { input, host } = context
  const again = input.options['again']
  if (typeof again !== 'string') return undefined
  const { app, id } = await context.locate('run', again)
  const before = await app.rerunOptions(id)
  const flags = { ...settingsOf(before.flags ?? []), ...input.settings, ...organizeRoot(input, host.cwd) }
  if (Object.keys(flags).length === 0) return { app, before }
  const now = SETTING_OPTIONS.flatMap(({ name, setting = '' }) => (flags[setting] === undefined ? [] : [`--${name}=${flags[setting]}`]))
  return { app: await context.appFor(context.config({ workspace: app.config.workspace, flags })), before: { ...before, flags: now } }
}

function settingsOf(flags: readonly string[]): Record<string, string> {
  const given = flags.map((flag) => [flag.slice(2, flag.indexOf('=')), flag.slice(flag.indexOf('=') + 1)] as const)
  return Object.fromEntries(
    given.flatMap(([name, value]) => {
      const setting = SETTING_OPTIONS.find((option) => option.name === name)?.setting
      return setting === undefined ? [] : [[setting, value]]
    }),
  )
}
