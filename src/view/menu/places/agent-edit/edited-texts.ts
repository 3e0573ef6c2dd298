import type { Json } from '../../../../kernel/json.ts'
import { manifestObject, manifestWith } from '../../../agents/manifest-text.ts'
import type { FormState } from '../../parts/form/form-state.ts'
import { formValues } from '../../parts/form/form-values.ts'
import { textIn } from '../../parts/form/values-in.ts'
import type { AgentTextsRow } from '../agent/agent-io.ts'

/** The files as the form has them by now: what it does not ask for stays, and a manifest that says the same stays to the letter. */
export function editedTexts(form: FormState, before: AgentTextsRow): AgentTextsRow {
  const skill = textIn(formValues(form), 'skill')
  return {
    manifest: editedManifest(form, before.manifest),
    skill: before.skill.endsWith('\n') && !skill.endsWith('\n') ? `${skill}\n` : skill,
  }
}

function editedManifest(form: FormState, text: string): string {
  const before = manifestObject(text)
  if (before === undefined) return textIn(formValues(form), 'manifest')
  const values = formValues(form)
  const fields: Record<string, Json | undefined> = {}
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
    fields[name] = (next ?? undefined) as Json | undefined
  }
  return manifestWith(text, fields)
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
