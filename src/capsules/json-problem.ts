/**
 * Where a text stops being JSON, in words. JSON.parse names no position for many errors, and a person who edits a manifest needs the line.
 */
export function jsonProblem(text: string): string {
  const at = errorOffset(text)
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = at - before.lastIndexOf('\n')
  const found = at >= text.length ? 'the text ends too early' : `${JSON.stringify(text[at])} is not expected here`
  return `not JSON: line ${line}, column ${column}: ${found}`
}

const SPACE = /[ \t\r\n]*/y
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const MAX_DEPTH = 200

function errorOffset(text: string): number {
  let at = 0

  function take(token: RegExp | string): boolean {
    if (typeof token === 'string') {
      if (text[at] !== token) return false
      at += 1
      return true
    }
    token.lastIndex = at
    const length = token.exec(text)?.[0].length ?? 0
    at += length
    return length > 0
  }

  function value(depth: number): boolean {
    take(SPACE)
    if (depth > MAX_DEPTH) return false
    const ok =
      text[at] === '{' ? group('{', '}', member, depth) : text[at] === '[' ? group('[', ']', value, depth) : take(STRING) || take(ATOM)
    take(SPACE)
    return ok
  }

  function member(depth: number): boolean {
    take(SPACE)
    if (!take(STRING)) return false
    take(SPACE)
    return take(':') && value(depth)
  }

  function group(open: string, close: string, item: (depth: number) => boolean, depth: number): boolean {
    take(open)
    take(SPACE)
    if (take(close)) return true
    do if (!item(depth + 1)) return false
    while (take(','))
    return take(close)
  }

  value(0)
  return at
}
