import type { AgentDraft, CheckedDraft, TaughtAgent } from '../../app/agents/draft-port.ts'
import type { App } from '../../app/app-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleText } from '../../kernel/visible-text.ts'
import { draftText } from '../../view/draft-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { confirm } from '../confirm.ts'
import { publicJson } from '../public-json.ts'
import { sameCommand } from '../same-command.ts'
import { askDraft } from './new/ask-draft.ts'
import { draftFromFlags, missingFlags } from './new/draft-from-flags.ts'

/** `claw agent new`: flags, then questions for what they leave open, then the folder for a look, then it is made. */
export async function newAgent(context: CommandContext): Promise<CommandOutcome> {
  const app = await context.appFor(context.config())
  const given = await draftFromFlags(context, app)
  const complete = missingFlags(given).length === 0
  if (!complete && !context.interactive) throw incomplete(missingFlags(given))
  const draft = complete ? given : await askDraft(context, app, given)
  if (draft === undefined) return nothing()
  const checked = await app.checkDraft(draft)
  requireSound(checked)
  const twin = twinToTeach(context, checked)
  if (twin !== undefined) return taught(await app.teachAgent(twin.agent_id, twin.task))
  if (!(await isWanted(context, checked))) return nothing()
  return made(app, draft, checked)
}

/** Who learns the task that an agent was to be made for. A person who gives it a name or a program, or can be asked, decides for themselves. */
function twinToTeach({ input: { options } }: CommandContext, { twin }: CheckedDraft): { agent_id: string; task: string } | undefined {
  const { 'from-task': task, name, template, yes } = options
  const open = name === undefined && template === undefined && yes === true
  return twin !== null && typeof task === 'string' && open ? { agent_id: twin, task } : undefined
}

function taught(learned: TaughtAgent): CommandOutcome {
  const { agent_id, kept } = learned
  const what = kept === 'known' ? 'and has the task among its examples' : `and has learned the task as an example (${kept})`
  return {
    text: `${agent_id} does such work already ${what}: no other agent was made.\nOne of its own all the same: claw agent new --from-task ... --name "<name>" --yes`,
    result: publicJson({ agent_id, learned }),
  }
}

async function isWanted(context: CommandContext, checked: CheckedDraft): Promise<boolean> {
  const { host, input } = context
  if (input.options['yes'] === true) {
    if (checked.notes.length > 0) host.out.note(checked.notes.map((note) => `note    ${visibleText(note)}`).join('\n'))
    return true
  }
  if (!context.interactive)
    throw new ClawError('USAGE', `'claw agent new' asks before it makes ${checked.folder}, and nobody can be asked here.`, {
      fix: sameCommand(context, '--yes'),
    })
  host.out.note(draftText(checked))
  return confirm(context, `This makes the agent in ${checked.folder}`, 'yes')
}

async function made(app: App, draft: AgentDraft, { notes }: CheckedDraft): Promise<CommandOutcome> {
  const agent = await app.makeAgent(draft)
  const example = draft.examples[0] ?? '<a task>'
  const text = [
    `Made ${agent.agent_id} in ${agent.folder}`,
    `Try it: claw run --agent ${agent.agent_id} ${JSON.stringify(visibleText(example))}`,
    ...(draft.template === null ? [] : [`Its program: ${agent.files.at(-1)}. After a change to it: claw agent accept ${agent.agent_id}`]),
  ].join('\n')
  return { text, result: publicJson({ ...agent, notes }) }
}

function nothing(): CommandOutcome {
  return { text: 'Nothing was made.', result: null, exit: 5 }
}

function requireSound({ problems }: CheckedDraft): void {
  if (problems.length === 0) return
  throw new ClawError('USAGE', `The agent is not made:\n${problems.map(visibleText).join('\n')}`, { fix: 'claw agent --help' })
}

function incomplete(missing: readonly string[]): ClawError {
  return new ClawError('USAGE', `'claw agent new' has nobody to ask here; it needs ${missing.join(', ')}.`, {
    fix: 'claw agent new --name "Log reader" --description "Says what failed in server logs." --tool file_io --example "what failed in server.log?" --yes',
  })
}
