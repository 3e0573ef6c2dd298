import type { Locator } from 'playwright-core'

/** As a person reads a request: unfolds what is folded, and brings the end of every exact text into sight. */
export async function readThrough(card: Locator): Promise<void> {
  await card.waitFor()
  const folded = card.getByRole('button', { name: /Show all of it/ })
  while ((await folded.count()) > 0) await folded.first().click()
  for (const text of await card.getByRole('group').all()) {
    await text.scrollIntoViewIfNeeded()
    await text.hover()
    await text.page().mouse.wheel(0, 100_000)
    await text.page().waitForTimeout(200)
  }
}
