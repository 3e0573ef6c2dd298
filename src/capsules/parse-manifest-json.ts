import { type Parsed, tryParseJson } from '../kernel/json.ts'
import { jsonProblem } from './json-problem.ts'

const MAX_DEPTH = 64

/** The JSON of a manifest, or the reason in words. A text that nests without end would overflow whatever walks it afterwards. */
export function parseManifestJson(text: string): Parsed {
  if (depthOf(text) > MAX_DEPTH) return { ok: false, reason: `nests deeper than ${MAX_DEPTH} levels` }
  const json = tryParseJson(text)
  return json.ok ? json : { ok: false, reason: jsonProblem(text) }
}

// Nearly every manifest has fewer brackets than levels are allowed.
function depthOf(text: string): number {
  if (text.split(/[[{]/, MAX_DEPTH + 2).length <= MAX_DEPTH) return 0
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (token === '{' || token === '[') depth += 1
    else if (token === '}' || token === ']') depth -= 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}
