import { processHost } from './process-host.ts'
import { runCli } from './run-cli.ts'

/** A whole command, until all that it says has left the process. Resolves with the exit code. */
export async function main(): Promise<number> {
  const host = processHost()
  const code = await runCli(process.argv.slice(2), host)
  await host.out.drain()
  return code
}
