import { readFileSync, writeFileSync } from 'node:fs'
import { cliPage } from './cli-page.ts'
import { errorsPage } from './errors-page.ts'
import { menuPage } from './menu-keys.ts'
import { envExample, settingsPage } from './settings-page.ts'

/** Writes the pages that are made from tables; with --check it only compares and fails on a difference. */
const PAGES: Readonly<Record<string, () => string>> = {
  'docs/CLI.md': cliPage,
  'docs/SETTINGS.md': settingsPage,
  'docs/ERRORS.md': errorsPage,
  'docs/MENU.md': menuPage,
  '.env.example': envExample,
}

const root = new URL('../../', import.meta.url)
const check = process.argv.includes('--check')
let stale = 0
for (const [path, make] of Object.entries(PAGES)) {
  const url = new URL(path, root)
  if (!check) writeFileSync(url, make())
  else if (readOr(url) !== make()) {
    stale += 1
    console.error(`${path} is out of date: npx tsx tests/check/generate-docs.ts`)
  }
}
process.exitCode = stale === 0 ? 0 : 1

function readOr(url: URL): string {
  try {
    return readFileSync(url, 'utf8')
  } catch {
    return ''
  }
}
