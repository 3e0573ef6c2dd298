import { manifestSchema } from '../../protocol/manifest.ts'
import { manifestProblem } from '../../protocol/manifest-problem.ts'
import { manifestObject, textsOf } from './manifest-text.ts'

/** The files of an agent with the digest that an edit of them names. */
export interface EditedForm {
  readonly manifest: string
  readonly skill: string
  readonly digest: string
}

export interface AgentEdit {
  /** What the edit began with, or what was looked at since. */
  readonly base: EditedForm
  readonly manifest: string
  readonly skill: string
  /** What somebody else has made of it meanwhile, while it is not decided what becomes of that. */
  readonly theirs: EditedForm | null
}

export type AgentEditMessage =
  | { readonly type: 'typed'; readonly manifest?: string; readonly skill?: string }
  | { readonly type: 'overtaken'; readonly theirs: EditedForm }
  /** Mine over theirs, which becomes a version; take theirs; go on with mine, undecided. */
  | { readonly type: 'mine' | 'theirs' | 'wait' }

export function beginEdit(base: EditedForm): AgentEdit {
  return { base, manifest: base.manifest, skill: base.skill, theirs: null }
}

/** Nothing that was typed is lost but by taking theirs. */
export function reduceAgentEdit(edit: AgentEdit, message: AgentEditMessage): AgentEdit {
  const { theirs } = edit
  switch (message.type) {
    case 'typed':
      return { ...edit, manifest: message.manifest ?? edit.manifest, skill: message.skill ?? edit.skill }
    case 'overtaken':
      return message.theirs.digest === edit.base.digest ? edit : { ...edit, theirs: message.theirs }
    case 'mine':
      return theirs === null ? edit : { ...edit, base: theirs, theirs: null }
    case 'theirs':
      return theirs === null ? edit : beginEdit(theirs)
    case 'wait':
      return { ...edit, theirs: null }
    default:
      return message satisfies never
  }
}

export function isDirty({ base, manifest, skill }: AgentEdit): boolean {
  return base.manifest !== manifest || base.skill !== skill
}

export interface FieldProblem {
  /** `limits.steps`; null: of the file as a whole. */
  readonly field: string | null
  readonly message: string
}

/** What can be said of a manifest at once, by its schema; the server says the rest. */
export function manifestProblems(text: string): FieldProblem[] {
  const object = manifestObject(text)
  if (object === undefined) return [{ field: null, message: 'manifest.json is no JSON object' }]
  const parsed = manifestSchema.safeParse(object)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ({
    field: issue.path.length === 0 ? null : issue.path.map(String).join('.'),
    message: manifestProblem([issue], object),
  }))
}

/** The first problem of a field or of a place in it, without the name of the field. */
export function problemAt(problems: readonly FieldProblem[], name: string): string | undefined {
  const found = problems.find(({ field }) => field === name || field?.startsWith(`${name}.`) === true)
  return found?.message.replace(/^[\w.]+: /, '')
}

/** The tools that the policy is asked about, as far as the manifest can be read. */
export function mayUseIn(manifest: string): { readonly tools: string[]; readonly requires_approval_for: string[] } {
  const object = manifestObject(manifest) ?? {}
  return { tools: textsOf(object['tools_allowlist']), requires_approval_for: textsOf(object['requires_approval_for']) }
}
