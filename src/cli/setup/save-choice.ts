import type { CommandContext } from '../command-context.ts'

export interface Kept {
  readonly name: string
  readonly value: string
}

/** Saves the key, then the settings. A Ctrl-C meanwhile waits: there is no half of a choice. */
export async function saveChoice(
  context: CommandContext,
  settings: Readonly<Record<string, string | null>>,
  key?: Kept,
): Promise<{ readonly path: string; readonly secretsPath: string | null }> {
  const app = await context.app()
  const stop = context.host.onSignal(() => undefined)
  try {
    const secret = key === undefined ? undefined : await app.setSecret(key)
    const { path } = await app.changeSettings(settings)
    return { path, secretsPath: secret?.path ?? null }
  } finally {
    stop()
  }
}
