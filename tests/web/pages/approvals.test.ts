import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility, sidewaysScroll } from '../../helpers/dashboard/check-accessibility.ts'
import { readThrough } from '../../helpers/dashboard/read-through.ts'
import { MEND_TASK } from '../../helpers/dashboard/seed-script.ts'
import { settle } from '../../helpers/dashboard/walk-states.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const MENDER = {
  agent_id: 'mender',
  name: 'Mender',
  description: 'Mends lists of stations.',
  tags: [],
  tools_allowlist: ['file_io'],
  skill_ids: [],
  examples: ['mend the list'],
  entrypoint: 'builtin',
  requires_approval_for: ['file_io'],
  version: '1.0.0',
  created_at: '2026-11-20T09:00:00.000Z',
  created_by: 'user:me',
}
const used = withDashboard({
  seeded: true,
  files: { 'agents/mender/manifest.json': JSON.stringify(MENDER), 'agents/mender/skill.md': '# Role\n\nYou mend.\n' },
})
const card = (page: Page, id: string) => page.locator(`article[data-approval="${id}"]`)

async function ask(command: string, flags: readonly string[] = []): Promise<{ readonly run_id: string; readonly approval_id: string }> {
  const { app } = used().place
  const task = `run the command \`${command}\``
  const { run_id } = await app.startDetached({ task, context: {}, plan_only: false, flags }, { wait: true })
  const pending = async () => (await app.listApprovals({ limit: 5, run_id, status: 'pending' }))[0]
  await expect.poll(pending, { timeout: 30_000 }).toBeDefined()
  return { run_id, approval_id: (await pending())?.approval_id ?? '' }
}

const statusOf = async (run_id: string): Promise<string> => (await used().place.app.getRun(run_id)).status

test('what is asked shows up by itself, is told from its arguments, and the run goes on when it is allowed', {
  timeout: 120_000,
}, async () => {
  const page = await used().dashboard.go('/approvals')
  await page.getByRole('heading', { name: 'Approvals' }).waitFor()
  const { run_id, approval_id } = await ask('echo allowed-here')
  const one = card(page, approval_id)
  await one.waitFor({ timeout: 10_000 })
  const text = (await one.textContent()) ?? ''
  for (const part of ['echo allowed-here', 'not verified', 'why asked', 'sandbox none', 'left']) expect(text).toContain(part)
  expect(await page.title()).toMatch(/^\(\d\) Approvals/)
  const allow = one.getByRole('button', { name: 'Allow once' })
  await allow.scrollIntoViewIfNeeded()
  await allow.click()
  await expect.poll(() => statusOf(run_id), { timeout: 30_000 }).toBe('completed')
  await one.waitFor({ state: 'detached' })
})

test('answered in a terminal it is gone within a second here, and it is said by whom', { timeout: 120_000 }, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/approvals')
  const { approval_id } = await ask('echo elsewhere')
  await card(page, approval_id).waitFor()
  await promisify(execFile)(process.execPath, [`${place.app.config.packageDir}/dist/claw.js`, 'approve', approval_id], {
    cwd: place.workspace,
  })
  const since = performance.now()
  await card(page, approval_id).waitFor({ state: 'detached', timeout: 2000 })
  expect(performance.now() - since).toBeLessThan(1500)
  await page
    .getByText(/approved by user:\S+, elsewhere/)
    .first()
    .waitFor()
})

test('a change of a file is seen against the file as it is, here and in the terminal, before anybody says yes', {
  timeout: 120_000,
}, async () => {
  const { dashboard, place } = used()
  const { app } = place
  const page = await dashboard.go('/approvals')
  const { run_id } = await app.startDetached({ task: MEND_TASK, agent_id: 'mender', context: {}, plan_only: false }, { wait: true })
  const asked = async (op: string): Promise<string> => {
    const found = async () =>
      (await app.listApprovals({ limit: 5, run_id, status: 'pending' })).find(({ args }) => JSON.stringify(args).includes(`"op":"${op}"`))
    await expect.poll(found, { timeout: 30_000 }).toBeDefined()
    return (await found())?.approval_id ?? ''
  }
  const first = await asked('edit')
  const change = card(page, first).getByRole('list', { name: 'changes README.md' })
  await change.waitFor()
  expect(await change.textContent()).toMatch(/- Lisbon\\u\{202e\}.*- Oslo/)
  const { stdout } = await promisify(execFile)(process.execPath, [`${app.config.packageDir}/dist/claw.js`, 'approvals', first], {
    cwd: place.workspace,
  })
  for (const line of ['changes README.md', '-- Lisbon', '+- Lisbon\\u{202e}', '+- Oslo']) expect(stdout).toContain(line)
  // Somebody changes the file meanwhile: what is shown is made anew when one comes back to the page.
  writeFileSync(join(place.workspace, 'README.md'), '# Weather\n')
  await page.reload()
  await card(page, first).getByText('would fail at README.md').waitFor()
  await app.decideApproval(first, { decision: 'denied' })
  const second = await asked('write')
  await card(page, second).getByText('new file oslo.md').waitFor()
  await app.decideApproval(second, { decision: 'denied' })
  await expect.poll(() => statusOf(run_id), { timeout: 30_000 }).not.toBe('running')
})

test('of two tabs that answer at once one wins, and the other says so', { timeout: 120_000 }, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/approvals')
  const other = await dashboard.tab('/approvals')
  const { approval_id } = await ask('echo both-tabs')
  const [yes, no] = [
    card(page, approval_id).getByRole('button', { name: 'Allow once' }),
    card(other, approval_id).getByRole('button', { name: 'Deny' }),
  ]
  for (const button of [yes, no]) {
    await button.scrollIntoViewIfNeeded()
    await expect.poll(() => button.getAttribute('aria-disabled'), { timeout: 15_000 }).not.toBe('true')
  }
  // Pressed without waiting for the page to hold still: the answer of the first one takes the button of the other one away.
  const pressed = await Promise.all([yes.elementHandle(), no.elementHandle()])
  await Promise.all(pressed.map((button) => button?.dispatchEvent('click', { detail: 1 })))
  const row = async () => await place.app.getApproval(approval_id)
  await expect.poll(async () => (await row()).status).not.toBe('pending')
  const loser = (await row()).status === 'approved' ? other : page
  await loser
    .getByText(/Somebody was first|elsewhere/)
    .first()
    .waitFor()
  dashboard.watch.forgive(/409/)
  await other.close()
})

test('by the keyboard a yes is asked for twice, and a no can say why', { timeout: 120_000 }, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/approvals')
  const { run_id, approval_id } = await ask('echo by-keys')
  const one = card(page, approval_id)
  const allow = one.getByRole('button', { name: /^Allow once/ })
  await allow.scrollIntoViewIfNeeded()
  await expect.poll(() => allow.getAttribute('aria-disabled'), { timeout: 15_000 }).not.toBe('true')
  await allow.focus()
  await page.keyboard.press('Enter')
  await one.getByRole('button', { name: 'Allow once: press once more' }).waitFor()
  expect((await place.app.getApproval(approval_id)).status).toBe('pending')
  await one.getByLabel(/Reason of a no/).fill('Not by force.')
  await one.getByRole('button', { name: 'Deny and tell why' }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Space')
  await expect.poll(() => statusOf(run_id), { timeout: 30_000 }).toBe('denied')
  expect(await place.app.getApproval(approval_id)).toMatchObject({ status: 'denied', note: 'Not by force.' })
})

test('nobody says yes to a request whose end was not in sight', { timeout: 120_000 }, async () => {
  const page = await used().dashboard.go('/approvals')
  const { run_id, approval_id } = await ask(`echo ${'word '.repeat(400)}<img src=x onerror=alert(1)>\u202E`, ['--llm-provider=rules'])
  const one = card(page, approval_id)
  const allow = one.getByRole('button', { name: 'Allow once' })
  await allow.scrollIntoViewIfNeeded()
  await page.waitForTimeout(700)
  expect(await allow.getAttribute('aria-disabled')).toBe('true')
  await readThrough(one)
  expect(await one.textContent()).toContain('\\u{202e}')
  await allow.scrollIntoViewIfNeeded()
  await expect.poll(() => allow.getAttribute('aria-disabled'), { timeout: 15_000 }).not.toBe('true')
  await one.getByRole('button', { name: 'Deny' }).click()
  await expect.poll(() => statusOf(run_id), { timeout: 30_000 }).toBe('denied')
})

test('a question is answered, a plan is changed and approved; both runs have parked and go on by themselves', {
  timeout: 180_000,
}, async () => {
  const { dashboard, place, seeded } = used()
  const page = await dashboard.go('/approvals')
  const idOf = async (run_id: string) => (await place.app.listApprovals({ limit: 1, run_id }))[0]?.approval_id ?? ''
  const [question, plan] = [await idOf(seeded.runs.answer), await idOf(seeded.runs.plan)]
  await card(page, question)
    .getByText(/no process waits/)
    .waitFor()
  const hamburg = card(page, question).getByRole('button', { name: 'Hamburg' })
  await hamburg.scrollIntoViewIfNeeded()
  await hamburg.click()
  await expect.poll(() => statusOf(seeded.runs.answer), { timeout: 60_000 }).toBe('completed')
  const one = card(page, plan)
  await one.getByRole('button', { name: 'Edit the plan' }).scrollIntoViewIfNeeded()
  await one.getByRole('button', { name: 'Edit the plan' }).click()
  await one.getByRole('button', { name: /^draw:/ }).click()
  await one.getByRole('checkbox', { name: 'Leave draw out' }).check()
  await one.getByRole('button', { name: /^scales:/ }).click()
  await one.getByLabel('Title').fill('Only the scales')
  await one.getByRole('button', { name: 'Approve the changed plan' }).click()
  await expect.poll(async () => (await place.app.getApproval(plan)).status).toBe('approved')
  // What is left of the plan has no agent yet: the run asks for one.
  const created = async () => (await place.app.listApprovals({ limit: 1, run_id: seeded.runs.plan, status: 'pending' }))[0]?.approval_id
  await expect.poll(created, { timeout: 60_000 }).toBeDefined()
  await readThrough(card(page, (await created()) ?? ''))
  const agent = card(page, (await created()) ?? '').getByRole('button', { name: 'Allow once' })
  await agent.scrollIntoViewIfNeeded()
  await agent.click()
  await expect.poll(() => statusOf(seeded.runs.plan), { timeout: 60_000 }).toBe('completed')
  const revised = (await place.app.events(seeded.runs.plan)).filter(({ type }) => type === 'plan.revised')
  expect(JSON.stringify(revised)).toContain('Only the scales')
})

test('what was answered is found again, and a grant is taken back', { timeout: 120_000 }, async () => {
  const { dashboard, place } = used()
  const page = await dashboard.go('/approvals?tab=answered&status=denied')
  await page.getByRole('table', { name: 'Answered requests' }).getByText('git push --force').first().waitFor()
  await page
    .getByRole('button', { name: /git push --force/ })
    .first()
    .click()
  await page.getByRole('dialog').getByText('Never by force.').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Grants' }).click()
  await page.getByRole('table', { name: 'Grants' }).getByText('echo fetched').first().waitFor()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await page.getByText('Nothing is allowed for longer than its run').waitFor()
  expect(await place.app.listGrants()).toEqual([])
})

test.each([
  ['light', 360],
  ['dark', 768],
  ['light', 1280],
] as const)('is accessible: %s, %i pixels', { timeout: 120_000 }, async (theme, width) => {
  const browser = await used().dashboard.another({ theme, viewport: { width, height: 800 } })
  for (const path of ['/approvals', '/approvals?tab=answered', '/approvals?tab=grants']) {
    const page = await browser.go(path)
    await settle(page)
    await checkAccessibility(page)
    expect(await sidewaysScroll(page)).toBe(0)
  }
  await browser.context.close()
})
