import { realpath } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AgentFolder, ScannedAgents } from '../capsules/agent-folder.ts'
import { writeAgentTexts } from '../capsules/edit/write-agent-texts.ts'
import { sameWords } from '../capsules/profile/same-words.ts'
import type { Config } from '../config/config.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { systemClock } from '../kernel/clock.ts'
import { crashpoint } from '../kernel/crashpoint.ts'
import { visibleLine } from '../kernel/visible-text.ts'
import type { Store } from '../store/store.ts'
import { learnableText, learnTask, type TaskLearning } from './learn-task.ts'
import type { PinBook } from './pin-book.ts'

export interface ExampleLearning extends TaskLearning {
  readonly config: Config
  readonly store: Pick<Store, 'agents' | 'agentRecords'>
  readonly pins: PinBook
  scanned(): ScannedAgents
  refresh(): Promise<void>
}

// An agent that has more is found well enough; further tasks are learned as done ones.
const MAX_EXAMPLES = 60

/** One more example of an agent, in its manifest where claw may write that, else in the registry. Says where it is kept. */
export async function learnExample(
  learning: ExampleLearning,
  agent: AgentFolder,
  example: string,
): Promise<'manifest' | 'registry' | 'known'> {
  const text = visibleLine(learnableText(example, learning.redactor))
  const { examples } = agent.manifest
  if (examples.some((known) => sameWords(known, text))) return 'known'
  if (examples.length < MAX_EXAMPLES && (await isOurs(learning, agent)) && (await teach(learning, agent, text))) return 'manifest'
  await learnTask(learning, agent.agent_id, text)
  return 'registry'
}

/** claw may write in the folder: it lies where new agents go, and is as a person or claw left it. */
async function isOurs({ config, pins }: ExampleLearning, agent: AgentFolder): Promise<boolean> {
  const [home, dir] = await Promise.all([config.newAgentsDir, dirname(agent.folder)].map((path) => realpath(path).catch(() => path)))
  const pin = await pins.agentState(agent)
  return home === dir && pin.state === 'same' && pin.trust !== 'found'
}

/** False: somebody edits it at this moment, or the folder cannot be written. */
async function teach({ store, pins, scanned, refresh }: ExampleLearning, agent: AgentFolder, example: string): Promise<boolean> {
  const { agent_id, folder, manifest, skillText: skill, digest: expected } = agent
  const taught = { ...manifest, examples: [...manifest.examples, example], version: nextVersion(manifest.version) }
  const texts = { manifest: `${JSON.stringify(taught, null, 2)}\n`, skill }
  crashpoint('learn.before')
  try {
    const why = 'a task that it learned as an example'
    const { after } = await writeAgentTexts({ folder, texts, expected, by: 'claw', why, clock: systemClock })
    store.agentRecords.stillDegraded(agent_id, after)
  } catch (error) {
    if (error instanceof ClawError && (error.code === 'AGENT_CHANGED' || error.code === 'STATE_UNWRITABLE')) return false
    throw error
  }
  crashpoint('learn.after')
  await refresh()
  const written = scanned().agents.find((item) => item.agent_id === agent_id)
  if (written !== undefined) await pins.rewritten(written)
  return true
}

function nextVersion(version: string): string {
  const [, head, patch] = /^(\d+\.\d+\.)(\d+)$/.exec(version) ?? []
  return head === undefined ? version : `${head}${Number(patch) + 1}`
}
