import { isJsonObject, type Json, type JsonObject } from '../../../../kernel/json.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { textIn } from '../../parts/form/values-in.ts'
import type { AgentTextsRow } from '../agent/agent-io.ts'
import type { MayUse } from './agent-edit-io.ts'
import { manifestObject, textsOf, valueAt } from './edit-form.ts'

/** The files as the form has them by now: what it does not ask for stays, and a manifest that says the same stays to the letter. */
export function editedTexts(form: FormState, before: AgentTextsRow): AgentTextsRow {
  const skill = textIn(formValues(form), 'skill')
  return {
    manifest: editedManifest(form, before.manifest),
    skill: before.skill.endsWith('\n') && !skill.endsWith('\n') ? `${skill}\n` : skill,
  }
}

/** The tools that it would have, as far as that can be read. */
export function mayUse({ manifest }: AgentTextsRow): MayUse {
  const object = manifestObject(manifest) ?? {}
  return { tools: textsOf(object['tools_allowlist']), requires_approval_for: textsOf(object['requires_approval_for']) }
}

function editedManifest(form: FormState, text: string): string {
  const before = manifestObject(text)
  if (before === undefined) return textIn(formValues(form), 'manifest')
  const edited = { ...before }
  const values = formValues(form)
  for (const { name, kind } of form.spec.fields) {
    if (name === 'skill') continue
    const value = values[name]
    const next = Array.isArray(value)
      ? value.map(String)
      : typeof value === 'string'
        ? written(name, value)
        : kind === 'number'
          ? value
          : undefined
    put(edited, name, (next ?? undefined) as Json | undefined)
  }
  return JSON.stringify(edited) === JSON.stringify(before) ? text : `${JSON.stringify(edited, null, 2)}\n`
}

const LISTS: Readonly<Record<string, string>> = { tags: ',', examples: '\n' }

function written(name: string, text: string): Json | undefined {
  const separator = LISTS[name]
  if (separator !== undefined) return splitBy(text, separator)
  return text.trim() === '' ? undefined : text
}

function splitBy(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

// A list that was missing and stays empty stays missing: what is wrong with that is told.
function put(manifest: JsonObject, name: string, value: Json | undefined): void {
  if (Array.isArray(value) && value.length === 0 && valueAt(manifest, name) === undefined) return
  const [first = '', second] = name.split('.')
  if (second === undefined) {
    assign(manifest, first, value)
    return
  }
  const group = isJsonObject(manifest[first]) ? { ...manifest[first] } : {}
  assign(group, second, value)
  assign(manifest, first, Object.keys(group).length === 0 ? undefined : group)
}

function assign(target: JsonObject, key: string, value: Json | undefined): void {
  if (value === undefined) delete target[key]
  else target[key] = value
}
