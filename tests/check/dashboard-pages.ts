import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createApp } from '../../src/app/create-app.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { openDashboard, refuseProblems } from '../helpers/dashboard/open-dashboard.ts'
import { placeValues } from '../helpers/dashboard/place-values.ts'
import { SEED_FILES } from '../helpers/dashboard/seed-files.ts'
import { seedHistory } from '../helpers/dashboard/seed-history.ts'
import { SEED_SCRIPT } from '../helpers/dashboard/seed-script.ts'
import { seedApp, seededEnv } from '../helpers/dashboard/seeded-place.ts'
import { startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import { type DashboardScene, scenesOf } from './dashboard-scenes.ts'
import { takePicture } from './take-picture.ts'

/** Goes through the built dashboard over real runs and puts what a person sees into docs/DASHBOARD.md: npx tsx tests/check/dashboard-pages.ts [name ...] */
const ROOT = '/tmp/claw-demo'
const DOCS = resolve(import.meta.dirname, '../../docs')
const PICTURES = join(DOCS, 'dashboard')

await main(process.argv.slice(2))

async function main(names: readonly string[]): Promise<void> {
  if (existsSync(ROOT)) throw new Error(`${ROOT} is there already: take it away first`)
  const model = await startScriptedOpenAi(SEED_SCRIPT)
  const place = clawPlace(SEED_FILES, ROOT)
  const env = { ...place.env, ...seededEnv(model), CLOSED_CLAW_SANDBOX: 'off', TZ: 'UTC' }
  let web: ChildProcess | undefined
  try {
    const values = await seed(place, env)
    web = place.start(['web', '--port', '7860', '--no-open'], { env })
    const signInUrl = await addressOf(web)
    const scenes = scenesOf(values)
    await takePictures(
      { url: new URL(signInUrl).origin, signInUrl },
      names.length === 0 ? scenes : scenes.filter(({ name }) => names.includes(name)),
    )
    writeFileSync(join(DOCS, 'DASHBOARD.md'), page(scenes))
  } finally {
    await ended(web)
    await model.close()
    rmSync(ROOT, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}

async function seed(place: ClawPlace, env: Readonly<Record<string, string>>): ReturnType<typeof placeValues> {
  // Runs of processes of their own get the environment of this one.
  Object.assign(process.env, env)
  const app = await createApp(loadConfig({ env, cwd: place.workspace, workspace: place.workspace }))
  try {
    seedHistory(place)
    return await placeValues(app, await seedApp(app))
  } finally {
    await app.close()
  }
}

function addressOf(web: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((found, reject) => {
    web.stderr?.on('data', (data: Buffer) => {
      said += data.toString('utf8')
      const [url] = /http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=\S+/.exec(said) ?? []
      if (url !== undefined) found(url)
    })
    web.once('exit', (code) => reject(new Error(`claw web ended with ${code}: ${said}`)))
  })
}

async function takePictures(
  served: { readonly url: string; readonly signInUrl: string },
  scenes: readonly DashboardScene[],
): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  const dashboard = await openDashboard(served)
  try {
    for (const scene of scenes) {
      const bytes = await takePicture(dashboard, scene)
      writeFileSync(join(PICTURES, `${scene.name}.webp`), bytes)
      console.log(`${scene.name} ${Math.round(bytes.length / 1024)} kB`)
    }
    refuseProblems(dashboard.takeProblems())
  } finally {
    await dashboard.browser.close()
  }
}

/** It takes its record away: the folder is not removed under it. */
async function ended(web: ChildProcess | undefined): Promise<void> {
  if (web === undefined || web.exitCode !== null) return
  const gone = new Promise((resolve) => web.once('exit', resolve))
  web.kill('SIGTERM')
  await gone
}

function page(scenes: readonly DashboardScene[]): string {
  const sections = scenes.map(
    ({ name, title, words, place, width }) =>
      `## ${title}\n\n${place === undefined ? '' : `\`${place}\`. `}${words}\n\n<img src="dashboard/${name}.webp" alt="${title}" width="${Math.min(width ?? 1280, 960)}">`,
  )
  return `# The dashboard in pictures

<!-- Made by tests/check/dashboard-pages.ts from the built program. -->

What \`claw web\` shows of a small workspace in which runs have ended well and badly, and some wait. How it is served and guarded stands in [WEB.md](WEB.md).

${sections.join('\n\n')}
`
}
