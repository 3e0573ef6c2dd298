/** Builds readable text out of tags and text as they come. */
export interface TextFlow {
  open(tag: string): void
  close(tag: string): void
  text(text: string): void
  result(): string
}

const PARAGRAPHS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'ul',
  'ol',
  'dl',
  'table',
  'figure',
  'form',
  'pre',
])
const LINES = new Set(['tr', 'dt', 'dd', 'option', 'figcaption', 'caption', 'summary', 'details', 'address'])
const HEADING = /^h([1-6])$/

export function createTextFlow(): TextFlow {
  let out = ''
  let verbatim = 0
  // Written only when text follows, so that empty elements leave nothing behind.
  let gap = ''
  let prefix = ''

  const separate = (newlines: number): void => {
    gap = '\n'.repeat(Math.max(newlines, gap.startsWith('\n') ? gap.length : 0))
  }
  const append = (text: string): void => {
    out += `${out === '' ? '' : gap}${prefix}${text}`
    gap = ''
    prefix = ''
  }

  function open(tag: string): void {
    const level = HEADING.exec(tag)?.[1]
    if (level !== undefined || tag === 'blockquote' || PARAGRAPHS.has(tag)) separate(2)
    if (LINES.has(tag) || tag === 'li' || tag === 'br') separate(1)
    if (level !== undefined) prefix = `${'#'.repeat(Number(level))} `
    if (tag === 'li') prefix = '- '
    if (tag === 'blockquote') prefix = '> '
    if (tag === 'hr') separate(2)
    if (tag === 'pre') verbatim += 1
  }

  function close(tag: string): void {
    if (tag === 'pre') verbatim = Math.max(0, verbatim - 1)
    if (HEADING.test(tag) || tag === 'blockquote' || PARAGRAPHS.has(tag)) separate(2)
    if (LINES.has(tag) || tag === 'li') separate(1)
    if ((tag === 'td' || tag === 'th') && gap === '') gap = ' | '
    if (HEADING.test(tag) || tag === 'li' || tag === 'blockquote') prefix = ''
  }

  function text(raw: string): void {
    if (verbatim > 0) append(raw)
    else appendWords(raw)
  }

  function appendWords(raw: string): void {
    const words = raw.replace(/[\s\u00a0]+/g, ' ')
    if (words.startsWith(' ') && gap === '') gap = ' '
    if (words.trim() === '') return
    append(words.trim())
    if (words.endsWith(' ')) gap = ' '
  }

  const result = (): string =>
    out
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  return { open, close, text, result }
}
