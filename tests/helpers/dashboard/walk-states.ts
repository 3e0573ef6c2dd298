import type { Locator, Page } from 'playwright-core'

export interface PageState {
  /** `/runs`, then `tab Events`, `dialog New run`, ... */
  readonly name: string
}

const OPENERS = ':is([aria-haspopup=dialog], [aria-haspopup=menu], [aria-haspopup=true])'
const MOST = 12
/** In a tab they mostly stand in the rows of a list, one like another. */
const MOST_OF_A_TAB = 3
/** Whatever cannot be pressed by then is covered or gone: another state shows it. */
const PRESS = { timeout: 2_000 }

/** `beyondFirst`: the page as it opens has been visited. Visits a page in each of its states that can be reached by one step: as it opens, each tab, what is folded, each dialog and menu. */
export async function walkStates(
  page: Page,
  address: string,
  visit: (state: PageState) => Promise<void>,
  { beyondFirst = false }: { readonly beyondFirst?: boolean } = {},
): Promise<void> {
  await settle(page)
  if (!beyondFirst) await visit({ name: address })
  for (const tab of await all(page.locator('main [role=tab]'))) {
    if (!(await pressed(tab))) continue
    await settle(page)
    await unfold(page)
    const name = `${address}, tab ${await nameOf(tab)}`
    await visit({ name })
    await open(page, name, (await all(page.locator(`main [role=tabpanel] ${OPENERS}`))).slice(0, MOST_OF_A_TAB), visit)
  }
  await unfold(page)
  await open(page, address, await all(page.locator(`main ${OPENERS}:not([role=tabpanel] *)`)), visit)
}

async function open(page: Page, at: string, openers: readonly Locator[], visit: (state: PageState) => Promise<void>): Promise<void> {
  for (const opener of openers) {
    if (!(await opener.isVisible()) || !(await opener.isEnabled())) continue
    const name = await nameOf(opener)
    if (!(await pressed(opener))) continue
    await settle(page)
    await visit({ name: `${at}, ${name} opened` })
    await page.keyboard.press('Escape')
    await settle(page)
  }
}

/** Until nothing loads any more, and what waits for a moment (the answers to an approval) can be pressed. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1, h1').first().waitFor()
  await page
    .locator('[aria-busy=true]')
    .first()
    .waitFor({ state: 'detached', timeout: 5_000 })
    .catch(() => undefined)
  await page.waitForTimeout(450)
}

async function unfold(page: Page): Promise<void> {
  for (const summary of await all(page.locator('main details:not([open]) > summary, main [aria-expanded=false]:not([aria-haspopup])')))
    if (await summary.isVisible()) await pressed(summary)
  await settle(page)
}

async function all(found: Locator): Promise<Locator[]> {
  return (await found.all()).slice(0, MOST)
}

async function nameOf(element: Locator): Promise<string> {
  return ((await element.getAttribute('aria-label')) ?? (await element.textContent()) ?? '').trim().slice(0, 60)
}

async function pressed(element: Locator): Promise<boolean> {
  return element.click(PRESS).then(
    () => true,
    () => false,
  )
}
