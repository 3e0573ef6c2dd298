import { expect, it } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const used = withDashboard({ files: { 'a.ts': 'one\n' }, env: { CLOSED_CLAW_LOCAL_SERVERS: 'none', CLOSED_CLAW_AGENT_RETRIES: '1' } })

it('finds a setting, refuses what claw would not start with, saves and resets; what the environment holds cannot be edited', async () => {
  const page = await used().dashboard.go('/settings?q=AGENTS_PER_RUN')
  const item = page.getByRole('listitem').filter({ hasText: 'CLOSED_CLAW_MAX_AGENTS_PER_RUN' })
  await item.getByText('default', { exact: true }).waitFor()
  await item.getByRole('button', { name: 'Edit' }).click()
  const dialog = page.getByRole('dialog', { name: 'CLOSED_CLAW_MAX_AGENTS_PER_RUN' })
  const value = dialog.getByRole('textbox', { name: 'Value' })
  await value.fill('0')
  await dialog
    .getByText(/CLOSED_CLAW_MAX_AGENTS_PER_RUN/)
    .nth(1)
    .waitFor()
  expect(await dialog.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true')
  await value.fill('7')
  await dialog.locator('button[type=submit]:not([aria-disabled=true])').waitFor()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await item.getByText('config file').waitFor()
  expect(used().place.settings.read().maxAgentsPerRun).toBe(7)
  await item.getByRole('button', { name: 'Edit' }).click()
  await dialog.getByRole('button', { name: 'Reset' }).click()
  await item.getByText('default', { exact: true }).waitFor()
  expect(used().place.settings.read().maxAgentsPerRun).toBe(10)
  await page.getByRole('searchbox', { name: 'Search settings' }).fill('AGENT_RETRIES')
  await page.waitForURL('**/settings?q=AGENT_RETRIES*')
  const held = page.getByRole('listitem').filter({ hasText: 'CLOSED_CLAW_AGENT_RETRIES' })
  await held.getByText('unset CLOSED_CLAW_AGENT_RETRIES').waitFor()
  expect(await held.getByRole('button', { name: 'Edit' }).getAttribute('aria-disabled')).toBe('true')
})

it('takes a secret and never shows it, also not in the page', async () => {
  const value = 'ghp_canary_0123456789'
  const page = await used().dashboard.go('/settings?tab=secrets')
  await page.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('GITHUB_TOKEN')
  await dialog.getByLabel('Value').fill(value)
  await dialog.getByRole('textbox', { name: 'Hosts' }).fill('api.github.com')
  await dialog.getByRole('button', { name: 'Add secret' }).click()
  const item = page.getByRole('listitem').filter({ hasText: 'GITHUB_TOKEN' })
  await item.getByText('api.github.com').waitFor()
  expect(await page.content()).not.toContain(value)
  expect(await used().place.app.listSecrets()).toMatchObject([{ name: 'GITHUB_TOKEN', hosts: ['api.github.com'] }])
  used().dashboard.watch.forgive(/412/)
  await item.getByRole('button', { name: 'Replace GITHUB_TOKEN' }).click()
  await used().place.app.setSecret({ name: 'GITHUB_TOKEN', value: `${value}2`, hosts: ['uploads.github.com'] })
  await dialog.getByLabel('Value').fill(`${value}3`)
  await dialog.getByRole('button', { name: 'Replace secret' }).click()
  await dialog.getByText('Somebody else changed it meanwhile; nothing was done.').waitFor()
  await dialog.getByRole('button', { name: 'Look again' }).click()
  await item.getByText('uploads.github.com').waitFor()
  await item.getByRole('button', { name: 'Remove GITHUB_TOKEN' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove secret' }).click()
  await page.getByText('No secrets yet').waitFor()
})

it('adds a rule with the trial of its examples, and takes it out again', async () => {
  const page = await used().dashboard.go('/settings?tab=policy')
  await page.getByRole('button', { name: 'Add rule' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Name' }).fill('no-push')
  await dialog.getByText('deny', { exact: true }).click()
  await dialog.getByRole('textbox', { name: 'Commands' }).fill('git push **')
  await dialog.getByRole('textbox', { name: 'It must match' }).fill('git push origin main')
  await dialog.getByRole('button', { name: 'Save and try' }).click()
  await page
    .getByRole('dialog', { name: 'The rule no-push counts from now on' })
    .getByText('matches the rule', { exact: false })
    .first()
    .waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  const item = page.getByRole('listitem').filter({ hasText: 'no-push' })
  await item.getByRole('button', { name: 'Remove rule no-push' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove rule' }).click()
  await item.waitFor({ state: 'detached' })
})

it('is accessible and fits in every tab, theme and width', { timeout: 240_000 }, async () => {
  for (const tab of ['', '?tab=models', '?tab=secrets', '?tab=policy']) {
    const page = await used().dashboard.go(`/settings${tab}`)
    await page.getByRole('tabpanel').getByRole('heading').or(page.getByText('No secrets yet')).first().waitFor()
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 768],
      ['light', 360],
    ] as const) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 800 })
      await page.reload()
      await page.getByRole('tabpanel').getByRole('heading').or(page.getByText('No secrets yet')).first().waitFor()
      await checkAccessibility(page)
      expect([tab, width, await sidewaysScroll(page)]).toEqual([tab, width, 0])
    }
    await page.setViewportSize({ width: 1280, height: 800 })
  }
})
