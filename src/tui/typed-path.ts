import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The path of a file as a person types it in the menu: `~` is the home folder, and what is relative begins where claw was started. */
export function typedPath(text: string): string {
  if (text === '~') return homedir()
  return text.startsWith('~/') ? join(homedir(), text.slice(2)) : resolve(text)
}
