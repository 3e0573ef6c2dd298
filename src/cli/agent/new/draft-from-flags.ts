import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AgentDraft, Template } from '../../../app/agents/draft-port.ts'
import type { App } from '../../../app/app-port.ts'
import { ClawError } from '../../../kernel/claw-error.ts'
import { EMPTY_DRAFT } from '../../../view/agent-draft-rows.ts'
import type { CommandContext } from '../../command-context.ts'

/** What a task or a template gives, with every flag over it. */
export async function draftFromFlags(context: CommandContext, app: App): Promise<AgentDraft> {
  const { options } = context.input
  const template = templateOf(options['template'])
  const base = await baseDraft(context, app, template)
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name].trim() : undefined)
  const list = (name: string): string[] | undefined =>
    text(name)
      ?.split('\n')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  const names = (name: string): string[] | undefined =>
    text(name)
      ?.split(/[\s,]+/)
      .filter((item) => item !== '')
  return {
    ...base,
    template,
    name: text('name') ?? base.name,
    description: text('description') ?? base.description,
    tools: names('tool') ?? base.tools,
    skill_ids: names('skill') ?? base.skill_ids,
    examples: list('example') ?? base.examples,
    role_text: roleText(context, text('role')) ?? base.role_text,
  }
}

/** What a person has to give, by the names of the flags. */
export function missingFlags({ name, description, examples }: AgentDraft): string[] {
  return [
    ...(name === '' ? ['--name'] : []),
    ...(description === '' ? ['--description'] : []),
    ...(examples.length === 0 ? ['--example'] : []),
  ]
}

async function baseDraft(context: CommandContext, app: App, template: Template | null): Promise<AgentDraft> {
  const task = context.input.options['from-task']
  if (typeof task === 'string') return app.proposeAgent(task, new AbortController().signal)
  return template === null ? EMPTY_DRAFT : app.templateDraft(template)
}

function templateOf(value: unknown): Template | null {
  return value === 'python' || value === 'node' ? value : null
}

function roleText({ host: { cwd = process.cwd() } }: CommandContext, file: string | undefined): string | undefined {
  if (file === undefined) return undefined
  try {
    return readFileSync(resolve(cwd, file), 'utf8')
  } catch (error) {
    throw new ClawError('USAGE', `--role: ${file} cannot be read.`, { fix: 'claw agent new --role role.md', cause: error })
  }
}
