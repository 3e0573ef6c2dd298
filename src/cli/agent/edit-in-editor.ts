import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AgentEditFunctions, AgentTexts, EditableAgent, TextProblem } from '../../app/agents/agent-edit-port.ts'
import { ClawError } from '../../kernel/claw-error.ts'
import { visibleText } from '../../kernel/visible-text.ts'
import { savedAgentText, textProblemLines } from '../../view/saved-agent-text.ts'
import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { publicJson } from '../public-json.ts'

const FILES = { manifest: 'manifest.json', skill: 'skill.md' } as const
type FileName = keyof typeof FILES

/** Copies are edited, checked on save, and put in place when they are valid: until then the agent stays as it was. */
export async function editInEditor(context: CommandContext, app: AgentEditFunctions, id: string): Promise<CommandOutcome> {
  const editor = requireEditor(context, id)
  const agent = await app.agentTexts(id)
  tellFirst(context, agent)
  const draft = mkdtempSync(join(tmpdir(), 'claw-edit-'))
  for (const name of ['manifest', 'skill'] satisfies FileName[]) writeFileSync(join(draft, FILES[name]), agent[name])
  let keep = true
  try {
    const texts = await editUntilValid(context, { app, id, editor, draft })
    const saved = texts === undefined ? undefined : await app.saveAgent(id, { texts, expected: agent.digest })
    keep = false
    if (saved === undefined) return { text: `${id} stays as it was.`, result: null, exit: 5 }
    return { text: savedAgentText(saved), result: publicJson(saved) }
  } catch (error) {
    keep = keep && readDraft(draft) !== undefined && !sameTexts(readDraft(draft), agent)
    if (keep) context.host.out.note(`Your text is kept in ${draft}`)
    throw error
  } finally {
    if (!keep) rmSync(draft, { recursive: true, force: true })
  }
}

interface Editing {
  readonly app: AgentEditFunctions
  readonly id: string
  readonly editor: string
  readonly draft: string
}

/** undefined: the person gave up. Throws EDITOR_FAILED, and AGENT_INVALID where nobody can be asked. */
async function editUntilValid(context: CommandContext, { app, id, editor, draft }: Editing): Promise<AgentTexts | undefined> {
  let files = wantedFiles(context)
  for (;;) {
    for (const name of files) await open(context, editor, join(draft, FILES[name]))
    const texts = readDraft(draft)
    if (texts === undefined) throw new ClawError('EDITOR_FAILED', `After the editor, ${draft} can no longer be read as text.`)
    const problems = await app.checkAgentTexts(id, texts)
    if (problems.length === 0) return texts
    context.host.out.note(`Not saved:\n${textProblemLines(problems).join('\n')}`)
    if (!context.interactive) throw invalid(id, problems)
    if (!(await asksAgain(context))) return undefined
    files = (['manifest', 'skill'] satisfies FileName[]).filter((name) => problems.some((problem) => problem.file === FILES[name]))
  }
}

async function asksAgain({ host }: CommandContext): Promise<boolean> {
  host.out.ask('Edit again? [Y/n] ')
  const answer = await host.input.readLine(new AbortController().signal)
  return answer !== undefined && !/^(?:n|no|q|quit)$/i.test(answer.trim())
}

// Ctrl-C belongs to the editor while it runs.
async function open(context: CommandContext, editor: string, file: string): Promise<void> {
  const { openEditor } = await import('../../app/spawn-host.ts')
  const off = context.host.onSignal(() => undefined)
  try {
    const code = await openEditor(editor, file, { toStderr: !context.host.streams.stdoutIsTty || context.input.output === 'json' })
    if (code === 127) throw new ClawError('EDITOR_FAILED', `The editor '${editor}' was not found.`)
    if (code !== 0) throw new ClawError('EDITOR_FAILED', `The editor '${editor}' ended with ${code}; nothing was saved.`)
  } finally {
    off()
  }
}

function requireEditor(context: CommandContext, id: string): string {
  const { editor } = context.config()
  if (editor !== null) return editor
  if (context.interactive) return 'vi'
  throw new ClawError('USAGE', 'No editor is named by VISUAL or EDITOR, and there is no terminal to open one in.', {
    fix: `claw agent edit ${id} --set description="..."`,
  })
}

function wantedFiles({ input }: CommandContext): readonly FileName[] {
  const file = input.options['file']
  return file === 'manifest' || file === 'skill' ? [file] : ['manifest', 'skill']
}

function tellFirst({ host, input }: CommandContext, agent: EditableAgent): void {
  for (const problem of agent.problems) host.out.note(`note    ${visibleText(problem)}; it stands here as empty`)
  if (agent.copy_to !== null)
    host.out.note(`note    ${agent.agent_id} comes with claw: what you save becomes a copy in ${agent.copy_to}, used in its stead`)
  if (input.options['file'] === undefined) host.out.note('editor  manifest.json, then skill.md (one of them: --file manifest|skill)')
}

function invalid(id: string, problems: readonly TextProblem[]): ClawError {
  return new ClawError('AGENT_INVALID', `'${id}' stays as it was:\n${textProblemLines(problems).join('\n')}`, {
    fix: `claw agent edit ${id}`,
  })
}

function readDraft(draft: string): AgentTexts | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const [manifest, skill] = [FILES.manifest, FILES.skill].map((name) => decoder.decode(readFileSync(join(draft, name))))
    return { manifest: manifest ?? '', skill: skill ?? '' }
  } catch {
    return undefined
  }
}

function sameTexts(a: AgentTexts | undefined, b: AgentTexts): boolean {
  return a?.manifest === b.manifest && a.skill === b.skill
}
