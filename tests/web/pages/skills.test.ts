import { describe, expect, it, vi } from 'vitest'
import { checkEverySize } from '../../helpers/dashboard/check-every-size.ts'
import { SEED_FILES } from '../../helpers/dashboard/seed-files.ts'
import { withDashboard } from '../../helpers/dashboard/with-dashboard.ts'

const HOSTILE = '<img src=x onerror=alert(1)>'
vi.setConfig({ testTimeout: 120_000 })
const used = withDashboard({
  files: {
    ...SEED_FILES,
    'skills/nameless/SKILL.md': 'no front matter\n',
    'skills/hostile/SKILL.md': `---\nname: hostile\ndescription: "${HOSTILE}"\n---\n\n${HOSTILE} <script>alert(1)</script>\n`,
  },
})

describe('skills', () => {
  it('are listed with who uses them, rejected ones with the reason', async () => {
    const { dashboard } = used()
    const page = await dashboard.go('/skills')
    const table = page.getByRole('table', { name: 'Skills' })
    await table.getByText('rejected').waitFor()
    await table.getByText(/does not begin with front matter/).waitFor()
    await dashboard.go('/skills?status=rejected')
    await expect.poll(() => table.getByRole('link').count()).toBe(1)
    await table.getByRole('link').click()
    await page.getByText('It is rejected, so no agent is taught it').waitFor()
  })

  it('are shown with text and recipes, and accepted as they were looked at', async () => {
    const { dashboard, place } = used()
    const page = await dashboard.go('/skills/file_system')
    await page.getByRole('heading', { name: /Recipes \(\d+\)/ }).waitFor()
    await place.app.acceptSkill('hostile')
    await dashboard.go('/skills/weather_tables')
    await page.getByText('rain_mm').first().waitFor()
    await page.getByRole('link', { name: 'station-keeper' }).waitFor()
  })

  it('with hostile text are text', async () => {
    const { dashboard } = used()
    for (const path of ['/skills', '/skills/hostile']) {
      const page = await dashboard.go(path)
      await page.getByText(HOSTILE).first().waitFor()
      expect(await page.locator('main img, main script').count()).toBe(0)
    }
  })

  it('say which of them a task brings', async () => {
    const { dashboard } = used()
    const page = await dashboard.go('/why?about=skill')
    await page.getByRole('textbox', { name: 'Task' }).fill('how many files are here?')
    await page.getByRole('button', { name: 'Ask' }).click()
    await page.getByRole('table', { name: 'Recipes' }).getByText('yes').first().waitFor()
    await page.getByRole('table', { name: 'Skills' }).getByRole('link', { name: 'file_system' }).waitFor()
  })
})

it(
  'is accessible in both themes, from a phone to a desk',
  () => checkEverySize(used().dashboard, ['/skills', '/skills/file_system', '/skills/nameless', '/why?task=how+many+files&about=skill']),
  120_000,
)
