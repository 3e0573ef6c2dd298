const STOP = new Set(
  'the a an and or of to in on for with is are was were be been it its this that as by at from not but can will you your we our they their has have had which who what when where how if then than so no do does into about over after before also more most other such only same each every all any use used using one two may there these those'.split(
    ' ',
  ),
)

/** An extractive summary: title, the sentences that carry the most of the text's frequent words (early ones count more), and the sections. */
export function summarize(text: string, wanted: number): string {
  const parts = readParts(text)
  const sentences = parts.paragraphs.flatMap((paragraph, position) =>
    sentencesOf(paragraph).map((sentence, index) => ({ sentence, position, index })),
  )
  const weights = wordWeights(sentences.map((entry) => entry.sentence))
  const scored = sentences.map((entry, order) => ({
    ...entry,
    order,
    score: scoreOf(entry.sentence, weights) * (1 + 1 / (1 + order)) * (entry.index === 0 ? 1.2 : 1),
  }))
  const best = scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, wanted)
    .toSorted((a, b) => a.order - b.order)
  const title = parts.headings[0]?.level === 1 ? `${parts.headings[0].text}\n\n` : ''
  const sections = parts.headings.filter((heading) => heading.level > 1 && heading.level <= 2).map((heading) => heading.text)
  const outline =
    sections.length > 1
      ? `\n\nSections: ${sections.slice(0, 20).join(' · ')}${sections.length > 20 ? ` and ${sections.length - 20} more` : ''}`
      : ''
  return `${title}${best.map((entry) => `- ${entry.sentence}`).join('\n')}${outline}`.trim()
}

interface Parts {
  readonly headings: readonly { level: number; text: string }[]
  readonly paragraphs: readonly string[]
}

/** Markdown without code, tables, images and badges; plain text as it is. */
function readParts(text: string): Parts {
  const headings: { level: number; text: string }[] = []
  const paragraphs: string[][] = [[]]
  let fence = ''
  for (const raw of text.replace(/^---\n[\s\S]*?\n---\n/u, '').split(/\r?\n/u)) {
    const line = raw.trim()
    const mark = /^(```+|~~~+)/u.exec(line)?.[1] ?? ''
    if (fence !== '' ? mark.startsWith(fence) : mark !== '') fence = fence === '' ? mark : ''
    else if (fence === '') addLine(line, headings, paragraphs)
  }
  return { headings, paragraphs: paragraphs.map((lines) => lines.join(' ')).filter((paragraph) => paragraph !== '') }
}

function addLine(line: string, headings: { level: number; text: string }[], paragraphs: string[][]): void {
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/u.exec(line)
  if (heading) headings.push({ level: heading[1]?.length ?? 1, text: plain(heading[2] ?? '') })
  const breaks = heading !== null || line === '' || /^([|>]|[-*+] |\d+[.)] |!?\[!\[|<)/u.test(line)
  if (breaks) paragraphs.push([])
  const skipped = heading !== null || line === '' || /^(\||!\[|\[!\[|<|\[[^\]]+\]:|[-=*_]{3,}$)/u.test(line)
  if (!skipped) paragraphs.at(-1)?.push(plain(line.replace(/^([>]|[-*+]|\d+[.)])\s+/u, '')))
}

function plain(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/gu, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/gu, '$1')
    .replace(/[*_]{1,3}(\S(?:.*?\S)?)[*_]{1,3}/gu, '$1')
    .replace(/<[^>]+>/gu, '')
    .trim()
}

function sentencesOf(paragraph: string): string[] {
  const found = paragraph.split(/(?<=[.!?])\s+(?=[\p{Lu}"'(`\d])/u).map((sentence) => sentence.trim())
  return found
    .filter((sentence) => sentence.split(/\s+/u).length >= 4)
    .map((sentence) => (sentence.length > 320 ? `${sentence.slice(0, 317).trimEnd()}...` : sentence))
}

function words(sentence: string): string[] {
  return (sentence.toLowerCase().match(/[\p{L}][\p{L}\p{N}-]{2,}/gu) ?? []).filter((word) => !STOP.has(word))
}

function wordWeights(sentences: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of sentences.flatMap(words)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function scoreOf(sentence: string, weights: ReadonlyMap<string, number>): number {
  const list = words(sentence)
  if (list.length === 0) return 0
  return list.reduce((sum, word) => sum + Math.log(1 + (weights.get(word) ?? 0)), 0) / (list.length + 6)
}
