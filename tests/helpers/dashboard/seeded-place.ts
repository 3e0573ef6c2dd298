import type { App } from '../../../src/app/app-port.ts'
import { type WebPlace, webPlace } from '../../web/web-place.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../scripted-openai.ts'
import { builtPages } from './built-pages.ts'
import { SEED_FILES } from './seed-files.ts'
import { seedRuns } from './seed-runs.ts'
import { SEED_SCRIPT, type SeedTask } from './seed-script.ts'

export interface Seeded {
  readonly place: WebPlace
  readonly model: ScriptedOpenAi
  /** Run ids by the name of their task (seed-script.ts). */
  readonly runs: Readonly<Record<SeedTask, string>>
  close(): Promise<void>
}

export interface SeededPlaceOptions {
  readonly files?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
}

/**
 * A dashboard over a workspace with real material, carried out by rules and by a model behind real HTTP: runs of every status, agents (own, broken,
 * degraded, disabled), a skill, memory, a grant, approvals of each kind, and the audit records of all of it.
 */
export async function seededPlace({ files = {}, env = {} }: SeededPlaceOptions = {}): Promise<Seeded> {
  const model = await startScriptedOpenAi(SEED_SCRIPT)
  const place = await webPlace(builtPages(), { ...SEED_FILES, ...files }, { ...seededEnv(model), ...env })
  const runs = await seedApp(place.app)
  return {
    place,
    model,
    runs,
    close: async () => {
      await place.close()
      await model.close()
    },
  }
}

/** What people and agents have done there, and what is left of it. */
export async function seedApp(app: App): Promise<Seeded['runs']> {
  const runs = await seedRuns(app)
  await app.setAgentEnabled('web-researcher', false)
  return runs
}

export function seededEnv(model: Pick<ScriptedOpenAi, 'url'>): Readonly<Record<string, string>> {
  return { CLOSED_CLAW_RULES_FIRST: 'all', CLOSED_CLAW_LOCAL_SERVERS: 'none', ...modelEnv(model) }
}

function modelEnv({ url }: Pick<ScriptedOpenAi, 'url'>): Readonly<Record<string, string>> {
  return { OPENAI_API_KEY: 'sk-scripted-0123456789abcdef', OPENAI_BASE_URL: url }
}
