import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The browser of the system. A machine without one fails the test: a page that nobody opened is not tested. */
export function openBrowser(): Promise<Browser> {
  const executablePath = browserPath()
  if (executablePath === undefined) throw new Error('Chromium is missing: apt-get install -y chromium')
  return chromium.launch({ executablePath, headless: true, args: QUIET })
}

export function hasBrowser(): boolean {
  return browserPath() !== undefined
}

function browserPath(): string | undefined {
  return PLACES.find((path) => existsSync(path))
}
