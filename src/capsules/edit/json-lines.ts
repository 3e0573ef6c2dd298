const TOKEN = /\s*("(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+)/y

/** The line of every value of a JSON text, by its path (`limits.steps`, `examples.3`), counted from 1. The text must be JSON that parseManifestJson takes. */
export function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  let at = 0

  function next(): { readonly token: string; readonly start: number } {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[1] ?? ''
    at = token === '' ? text.length : TOKEN.lastIndex
    return { token, start: at - token.length }
  }

  function value(path: readonly string[], { token, start }: ReturnType<typeof next>): void {
    lines.set(path.join('.'), lineAt(text, start))
    if (token === '{') members(path)
    else if (token === '[') items(path)
  }

  function members(path: readonly string[]): void {
    for (let key = next(); key.token !== '}' && key.token !== ''; key = next()) {
      if (key.token === ',') continue
      next()
      value([...path, JSON.parse(key.token) as string], next())
    }
  }

  function items(path: readonly string[]): void {
    let index = 0
    for (let item = next(); item.token !== ']' && item.token !== ''; item = next()) {
      if (item.token === ',') continue
      value([...path, String(index)], item)
      index += 1
    }
  }

  value([], next())
  return lines
}

function lineAt(text: string, offset: number): number {
  let line = 1
  for (let i = text.indexOf('\n'); i !== -1 && i < offset; i = text.indexOf('\n', i + 1)) line += 1
  return line
}
