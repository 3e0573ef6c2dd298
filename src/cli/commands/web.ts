import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'

const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 7860

/** `claw web [--host 127.0.0.1] [--port 7860]`: serves until Ctrl-C. */
export async function run(context: CommandContext): Promise<CommandOutcome> {
  const { options } = context.input
  const { startWeb } = await import('../../../web/server/start-web.ts')
  const host = typeof options['host'] === 'string' ? options['host'] : DEFAULT_HOST
  const web = await startWeb({ app: await context.app(), host, port: Number(options['port'] ?? DEFAULT_PORT) })
  // The code is not given to a browser from here: an argument of a program can be read by everybody on the machine.
  context.host.out.note(`Dashboard  ${web.url}\nSign in    ${web.signInUrl}   (works once)\nStop       Ctrl-C`)
  const signal = await nextSignal(context)
  const stop = context.host.onSignal(() => context.host.exitNow(signal === 'SIGTERM' ? 143 : 130))
  await web.close()
  stop()
  return { result: { url: web.url, stopped_by: signal } }
}

function nextSignal(context: CommandContext): Promise<'SIGINT' | 'SIGTERM'> {
  return new Promise((resolve) => {
    const stop = context.host.onSignal((signal) => {
      stop()
      resolve(signal)
    })
  })
}
