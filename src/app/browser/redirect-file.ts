import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LEFT_MS = 3_600_000

/**
 * A page that leads to the address, which this user alone can read: an address with a code would stand in the arguments of the browser, where everybody on
 * the machine sees it.
 */
export function writeRedirectFile(userStateDir: string, address: string): { readonly path: string; remove(): void } {
  const folder = join(userStateDir, 'open')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  sweep(folder)
  const path = join(folder, `claw-${randomBytes(8).toString('hex')}.html`)
  writeFileSync(path, redirectPage(address), { mode: 0o600, flag: 'wx' })
  return { path, remove: () => rmSync(path, { force: true }) }
}

/** What a killed process has left. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat !== undefined && Date.now() - stat.mtimeMs > LEFT_MS) rmSync(path, { force: true })
  }
}

function redirectPage(address: string): string {
  const target = address.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url=${target}">
<title>claw</title>
<p><a href="${target}">Open the dashboard of claw</a></p>
</html>
`
}
