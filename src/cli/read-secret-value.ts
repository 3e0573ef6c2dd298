import { ClawError } from '../kernel/claw-error.ts'
import type { CommandContext } from './command-context.ts'

const MAX_BYTES = 64 * 1024

/** From the keyboard, not shown, or from a pipe, without the line end. Undefined when the person gave up. Throws USAGE when neither is there. */
export async function readSecretValue({ host, input }: CommandContext): Promise<string | undefined> {
  const name = input.args['name'] ?? ''
  if (!host.streams.stdinIsTty) return (await host.input.readAll(MAX_BYTES)).replace(/\r?\n$/, '')
  if (input.noInput || !host.streams.stderrIsTty)
    throw new ClawError('USAGE', 'The value is asked for on a terminal or read from a pipe, and here is neither.', {
      fix: `printf %s "$VALUE" | claw secret set ${name}`,
    })
  return host.input.readHidden(`Value of ${name} (not shown): `)
}
