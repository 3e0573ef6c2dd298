import { isFileName, isGlob, isHostName } from './name-shapes.ts'
import { stem } from './stem.ts'

export type TokenKind = 'word' | 'number' | 'quoted' | 'url' | 'path' | 'glob' | 'operator' | 'mark'

export interface Token {
  readonly kind: TokenKind
  /** As written, without quotes. */
  readonly text: string
  readonly lower: string
  readonly stem: string
  /** Place in the task's text, quotes included. */
  readonly start: number
  readonly end: number
}

const PATTERN =
  /(?<quoted>`[^`]+`|"[^"]+"|“[^”]+”|(?<![\p{L}\p{N}])'[^']+'(?![\p{L}\p{N}]))|(?<regex>(?<![^\s(])\/(?=[^\n/]*[\^$*+?\\[|])(?:\\.|[^/\n\\])+\/[a-z]*(?=[\s,.;!?)]|$))|(?<word>\btl;?dr\b)|(?<url>https?:\/\/[^\s"'<>`]+)|(?<mark>[,;?\n]|!(?!=)|\.(?=\s|$)|:(?=\s|$)|[—–])|(?<operator>[<>!]=|==|<>|[<>=≥≤≠])|(?<chunk>[^\s,;!?"`“”<>=≥≤≠—–]+(?:[?!][^\s,;"`<>=]+)*)|(?<other>["`“”])/gu

/** Cuts a task into words, names, quoted texts and marks. Nothing is dropped: what is not understood stays visible to the coverage check. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(PATTERN)) {
    const groups = match.groups ?? {}
    const start = match.index
    if (groups['quoted']) tokens.push(token('quoted', match[0].slice(1, -1), start, start + match[0].length))
    else if (groups['regex']) tokens.push(token('path', match[0], start, start + match[0].length))
    else if (groups['word']) tokens.push(token('word', match[0], start, start + match[0].length))
    else if (groups['url']) tokens.push(...urlTokens(match[0], start))
    else if (groups['mark']) tokens.push(token('mark', match[0], start, start + 1))
    else if (groups['operator']) tokens.push(token('operator', match[0], start, start + match[0].length))
    else tokens.push(...chunkTokens(match[0], start))
  }
  return tokens
}

function urlTokens(raw: string, start: number): Token[] {
  const url = raw.replace(/[.,;:!?)\]]+$/u, '')
  const rest = raw.slice(url.length)
  const tokens = [token('url', url, start, start + url.length)]
  if (/[.;,!?]/u.test(rest)) tokens.push(token('mark', rest.slice(0, 1), start + url.length, start + raw.length))
  return tokens
}

function chunkTokens(raw: string, offset: number): Token[] {
  const lead = /^[(]+/u.exec(raw)?.[0].length ?? 0
  const start = offset + lead
  const body = raw.slice(lead).replace(/[.:)]+$/u, (tail) => (raw.slice(lead) === tail ? tail : ''))
  const tail = raw.slice(lead + body.length)
  const tokens = body === '' ? [] : [wordToken(body, start)]
  if (/[.:]/u.test(tail)) tokens.push(token('mark', tail.replace(/[()]/gu, '').slice(0, 1), start + body.length, offset + raw.length))
  return tokens
}

function wordToken(body: string, start: number): Token {
  const end = start + body.length
  if (isGlob(body)) return token('glob', body, start, end)
  if (/^[-+]?\d[\d,_]*(\.\d+)?$/u.test(body)) return token('number', body.replace(/[,_]/gu, ''), start, end)
  if (isHostName(body)) return token('url', `https://${body}`, start, end)
  const name = body.replace(/['’]s$/u, '')
  if (isFileName(name)) return token('path', name, start, end)
  return token('word', plainWord(body), start, end)
}

/** `don't` keeps its negation, `what's` loses its ending. */
function plainWord(word: string): string {
  if (/n['’]t$/iu.test(word)) return 'not'
  return word.replace(/['’](s|re|ll|d|ve|m)?$/iu, '')
}

function token(kind: TokenKind, text: string, start: number, end: number): Token {
  const lower = text.toLowerCase()
  return { kind, text, lower, stem: kind === 'word' ? stem(lower) : lower, start, end }
}
