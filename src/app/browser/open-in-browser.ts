import { pathToFileURL } from 'node:url'
import type { Config } from '../../config/config.ts'
import { spawnDetached } from '../spawn-host.ts'
import { writeRedirectFile } from './redirect-file.ts'

export interface OpenedBrowser {
  /** What was done, in words. */
  readonly told: string
  readonly opened: boolean
  /** Called once, when the program was started and could not do it. */
  onFailure(listener: (told: string) => void): void
  /** Takes away what led there: the address has been used, or nobody waits for it any more. */
  done(): void
}

const KEPT_MS = 60_000

/** Shows an address with a code in the person's browser, where there is one. Does not throw: it can always be opened by hand. */
export async function openInBrowser(
  { browser, userStateDir }: Pick<Config, 'browser' | 'userStateDir'>,
  address: string,
): Promise<OpenedBrowser> {
  if (browser.command === null) return notOpened(browser.why)
  const file = tryWrite(userStateDir, address)
  if (file === undefined) return notOpened(`${userStateDir} cannot be written`)
  const command = withAddress(browser.command, pathToFileURL(file.path).href)
  const started = await spawnDetached({ command, cwd: userStateDir, env: browser.env })
  if (started === undefined) {
    file.remove()
    return notOpened(`there is no program '${command[0]}'`)
  }
  const timer = setTimeout(file.remove, KEPT_MS)
  timer.unref()
  return {
    told: `opened by ${command[0]}`,
    opened: true,
    onFailure: (listener) => void started.exited.then((code) => code !== 0 && listener(`${command[0]} ended with ${code}`)),
    done: () => {
      clearTimeout(timer)
      file.remove()
    },
  }
}

function notOpened(why: string): OpenedBrowser {
  return { told: `not opened: ${why}`, opened: false, onFailure: () => undefined, done: () => undefined }
}

function tryWrite(userStateDir: string, address: string): ReturnType<typeof writeRedirectFile> | undefined {
  try {
    return writeRedirectFile(userStateDir, address)
  } catch {
    return undefined
  }
}

function withAddress([program, ...args]: readonly [string, ...string[]], address: string): [string, ...string[]] {
  if (!args.some((arg) => arg.includes('%s'))) return [program, ...args, address]
  return [program, ...args.map((arg) => arg.replaceAll('%s', address))]
}
