/** What was typed after `/`: fields (`action:tool`, `since:2h`) and the words beside them. */
export interface TypedQuery {
  readonly fields: Readonly<Record<string, string>>
  readonly words: readonly string[]
}

/** A word with a colon is a field when it is one of these names; otherwise it is a word like any other. The last of the same name counts. */
export function typedQuery(text: string, names: readonly string[]): TypedQuery {
  const parts = text.split(/\s+/).filter((part) => part !== '')
  const fields = parts.flatMap((part) => {
    const [name = '', value = ''] = splitField(part)
    return names.includes(name) && value !== '' ? [[name, value] as const] : []
  })
  const words = parts.filter((part) => !names.includes(splitField(part)[0] ?? ''))
  return { fields: Object.fromEntries(fields), words }
}

function splitField(part: string): readonly string[] {
  const at = part.indexOf(':')
  return at === -1 ? [] : [part.slice(0, at).toLowerCase(), part.slice(at + 1)]
}
