import type { AgentDraft } from '../../../app/agents/draft-port.ts'
import type { App } from '../../../app/app-port.ts'
import { visibleText } from '../../../kernel/visible-text.ts'
import { askLine } from '../../ask-line.ts'
import type { CommandContext } from '../../command-context.ts'

interface Question {
  /** How the problems of this answer begin. */
  readonly field: string
  readonly ask: string
  /** What stands there already; Enter keeps it. */
  readonly present: string
  readonly put: (draft: AgentDraft, answer: string) => AgentDraft
}

const MAX_EXAMPLES = 10

/** Asks for what the flags left open, checking each answer at once; undefined: the person gave up. */
export async function askDraft(context: CommandContext, app: App, given: AgentDraft): Promise<AgentDraft | undefined> {
  context.host.out.note('A new agent. Enter keeps what stands in brackets; Ctrl-D gives up.')
  let draft = given
  for (const question of questions(app, given)) {
    const answered = await askUntilSound(context, app, draft, question)
    if (answered === undefined) return undefined
    draft = answered
  }
  const withExamples = await askExamples(context, draft)
  return withExamples && (given.template === null ? askProgram(context, withExamples) : withExamples)
}

function questions(app: App, given: AgentDraft): Question[] {
  const { tools, skills } = app.draftChoices()
  return [
    {
      field: 'name',
      ask: 'Name (two or three words that name the kind of work)',
      present: given.name,
      put: (draft, name) => ({ ...draft, name }),
    },
    {
      field: 'description',
      ask: 'What it does, on what, and what it does not do',
      present: given.description,
      put: (draft, description) => ({ ...draft, description }),
    },
    {
      field: 'tools',
      ask: `Tools, as few as will do (${tools.join(', ')}; Enter: none)`,
      present: given.tools.join(', '),
      put: (draft, answer) => ({ ...draft, tools: words(answer) }),
    },
    {
      field: 'skill_ids',
      ask: `Skills (${skills.map((skill) => skill.id).join(', ')}; Enter: none)`,
      present: given.skill_ids.join(', '),
      put: (draft, answer) => ({ ...draft, skill_ids: words(answer) }),
    },
  ]
}

async function askUntilSound(context: CommandContext, app: App, draft: AgentDraft, question: Question): Promise<AgentDraft | undefined> {
  for (;;) {
    const line = await askLine(context, question.ask, question.present)
    if (line === undefined) return undefined
    const answered = question.put(draft, line)
    const { problems } = await app.checkDraft(answered)
    const mine = problems.filter((problem) => problem.startsWith(`${question.field}:`) || problem.startsWith(`${question.field}.`))
    if (mine.length === 0) return answered
    context.host.out.note(visibleText(mine.join('\n')))
  }
}

async function askExamples(context: CommandContext, draft: AgentDraft): Promise<AgentDraft | undefined> {
  const examples = [...draft.examples]
  context.host.out.note(
    'Tasks that it is for, as people would type them: five to ten, short and long, in other words. An empty line ends the list.',
  )
  for (const known of examples) context.host.out.note(`  ${visibleText(known)}`)
  while (examples.length < MAX_EXAMPLES) {
    const line = await askLine(context, `Example ${examples.length + 1}`, '')
    if (line === undefined) return undefined
    if (line === '' && examples.length > 0) break
    if (line !== '') examples.push(line)
  }
  return { ...draft, examples }
}

async function askProgram(context: CommandContext, draft: AgentDraft): Promise<AgentDraft | undefined> {
  for (;;) {
    const line = await askLine(context, 'Program: builtin (claw works after the texts), python or node (a program of your own)', 'builtin')
    if (line === undefined) return undefined
    if (line === 'builtin') return draft
    if (line === 'python' || line === 'node') return { ...draft, template: line }
  }
}

function words(answer: string): string[] {
  return answer.split(/[\s,]+/).filter((word) => word !== '' && word !== 'none')
}
