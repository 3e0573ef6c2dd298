import { openRegistry } from '../../menu/seed-runs.ts'
import { type WebPlace, webPlace } from '../../web/web-place.ts'
import { builtPages } from '../dashboard/built-pages.ts'
import type { Rule } from '../scripted-model.ts'
import { startScriptedOpenAi } from '../scripted-openai.ts'
import { hostile, hostileLine } from './hostile-texts.ts'
import { seedHostileRun } from './seed-hostile-run.ts'

export interface HostilePlace {
  readonly place: WebPlace
  /** Ids of runs that were carried out. */
  readonly runs: readonly string[]
  close(): Promise<void>
}

// What a file system takes in a name.
const FILE = `${hostileLine('file-name', 120).replaceAll('/', '_')}.txt`

const MANIFEST = {
  agent_id: 'evil',
  name: hostileLine('agent-name', 60),
  description: hostileLine('agent-description', 400),
  tags: [hostileLine('agent-tag', 40)],
  tools_allowlist: ['file_io', 'terminal'],
  skill_ids: ['evil'],
  examples: [hostileLine('agent-example', 200)],
  entrypoint: 'builtin',
  requires_approval_for: ['terminal'],
  version: '1.0.0',
  created_at: '2026-11-20T09:00:00.000Z',
  created_by: hostileLine('agent-author', 60),
}

const FILES: Readonly<Record<string, string>> = {
  'agents/evil/manifest.json': JSON.stringify(MANIFEST),
  'agents/evil/skill.md': `# Role\n\n${hostile('agent-skill')}\n`,
  'agents/broken/manifest.json': JSON.stringify({ ...MANIFEST, agent_id: 'broken', tools_allowlist: [hostileLine('agent-tool', 80)] }),
  'skills/evil/SKILL.md': `---\nname: evil\ndescription: ${JSON.stringify(hostileLine('skill-description', 300))}\n---\n\n${hostile('skill-text')}\n`,
  [FILE]: hostile('file-content'),
}

const file_io = (args: Record<string, string>) => ({ name: 'file_io', args })
const TASKS = { does: 'do-it', asks: 'ask-first', questions: 'question', fails: 'fail', plans: 'plan-it' } as const
const taskOf = (what: keyof typeof TASKS): string => `${TASKS[what]} ${hostile(`task-${what}`)}`

const RULES: readonly Rule[] = [
  {
    when: { schema: 'plan' },
    reply: {
      json: {
        reason: hostile('plan-reason'),
        execution: ['one', 'two'].map((id) => ({
          id,
          title: hostileLine(`plan-title-${id}`, 200),
          task: `Read the file ${id}.txt of this folder (${id}) ${hostileLine(`plan-task-${id}`, 500)}`,
          depends_on: [],
          required_tools: ['file_io'],
          acceptance_criteria: [hostileLine(`plan-criterion-${id}`, 300)],
        })),
      },
    },
  },
  {
    when: { task: TASKS.does, turn: 0 },
    reply: {
      text: hostile('thought'),
      tool_calls: [
        file_io({ op: 'read', path: FILE }),
        file_io({ op: 'read', path: hostileLine('missing-file', 150) }),
        file_io({ op: 'write', path: `made-${FILE}`, content: hostile('artifact-content') }),
        file_io({ op: 'write', path: 'made.html', content: hostile('artifact-html') }),
      ],
    },
  },
  {
    when: { task: TASKS.does, turn: 1 },
    reply: { tool_calls: [{ name: 'remember', args: { kind: 'fact', text: hostileLine('memory', 400) } }] },
  },
  { when: { task: TASKS.does }, reply: hostile('answer') },
  {
    when: { task: TASKS.asks, turn: 0 },
    reply: {
      text: hostile('claim'),
      tool_calls: [{ name: 'terminal', args: { cmd: `echo '${hostileLine('command', 300).replaceAll("'", '')}'` } }],
    },
  },
  {
    when: { task: TASKS.questions, turn: 0 },
    reply: {
      tool_calls: [{ name: 'ask_user', args: { question: hostileLine('question', 500), options: [hostileLine('option', 200), 'no'] } }],
    },
  },
  { when: { task: TASKS.fails }, reply: { error: { status: 400, code: 'invalid_request', message: hostileLine('provider-error', 400) } } },
  { reply: hostile('any-answer') },
]

/** A workspace whose agents, skills, files and model are hostile in every field that they control. */
export async function hostilePlace(): Promise<HostilePlace> {
  const model = await startScriptedOpenAi(RULES)
  const place = await webPlace(builtPages(), FILES, {
    CLOSED_CLAW_SANDBOX: 'off',
    CLOSED_CLAW_RULES_FIRST: 'off',
    CLOSED_CLAW_LOCAL_SERVERS: 'none',
    OPENAI_API_KEY: 'sk-scripted-0123456789abcdef',
    OPENAI_BASE_URL: model.url,
  })
  const runs: string[] = []
  const carryOut = async (what: keyof typeof TASKS, more: object = { agent_id: 'evil' }): Promise<string> => {
    const run = await place.app.startRun({ task: taskOf(what), context: {}, plan_only: false, ...more })
    await run.done
    runs.push(run.run_id)
    return run.run_id
  }
  await carryOut('does')
  await deny(place, await carryOut('asks'))
  await carryOut('asks', { agent_id: 'evil', session_id: hostileLine('session', 100) })
  await carryOut('questions')
  await carryOut('fails')
  await carryOut('plans', { approve_plan: true })
  const store = openRegistry(place)
  seedHostileRun(store)
  store.close()
  return {
    place,
    runs,
    close: async () => {
      await place.close()
      await model.close()
    },
  }
}

async function deny({ app }: WebPlace, run_id: string): Promise<void> {
  const [approval] = (await app.listApprovals({ limit: 20, status: 'pending' })).filter((one) => one.run_id === run_id)
  await app.decideApproval(approval?.approval_id ?? '', { decision: 'denied', note: hostile('note') })
  await (await app.resumeRun(run_id, {})).done
}
