import type { OptionSpec } from '../command-spec.ts'

/** What `claw agent new` would ask for. */
export const NEW_AGENT_OPTIONS: readonly OptionSpec[] = [
  { name: 'name', value: 'TEXT', description: 'new: two or three words that name the kind of work' },
  { name: 'description', value: 'TEXT', description: 'new: what it does, on what, and what it does not do' },
  { name: 'tool', value: 'NAME', many: true, description: 'new: a tool that it may use; may be repeated' },
  { name: 'skill', value: 'NAME', many: true, description: 'new: a skill that it is told; may be repeated' },
  { name: 'example', value: 'TEXT', many: true, description: 'new: a task that it is for, as a person would type it; may be repeated' },
  { name: 'role', value: 'FILE', description: 'new: Markdown with its role, in place of one made from the description' },
  { name: 'template', value: 'LANGUAGE', choices: ['python', 'node'], description: 'new: a program of its own, which works as it is' },
  { name: 'from-task', value: 'TASK', description: 'new: proposed for this task, by the model or from the skills' },
]
