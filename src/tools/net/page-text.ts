import { Parser } from 'htmlparser2'
import { createTextFlow } from './text-flow.ts'

export interface PageText {
  readonly title: string
  readonly text: string
  readonly links: readonly { readonly href: string; readonly text: string }[]
}

const MAX_LINKS = 200
const MAX_LINK_TEXT = 200
// The parser's time grows with the square of the depth; what lies deeper is made to hurt and is left out.
const MAX_DEPTH = 2000
// No text for a reader. Links inside of <nav> are collected all the same.
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'svg', 'canvas', 'iframe', 'object', 'nav', 'select', 'head', 'title'])
const OPAQUE = new Set(['script', 'style', 'template', 'svg', 'iframe'])
const VOID = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'base', 'source', 'track', 'wbr', 'area', 'col', 'embed', 'param'])

/** What a person reads of a page: title, text with headings and lists in Markdown, links made absolute. Never fails: all HTML parses. */
export function pageText(html: string, address: string): PageText {
  const flow = createTextFlow()
  const links = new Map<string, string>()
  const open: { readonly name: string; readonly silent: boolean; readonly opaque: boolean }[] = []
  let base = address
  let title = ''
  let link: { href: string; text: string } | undefined

  const silent = (): boolean => open.at(-1)?.silent ?? false
  const opaque = (): boolean => open.at(-1)?.opaque ?? false

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'base' && attributes['href']) base = absolute(attributes['href'], address) ?? address
        if (name === 'a' && attributes['href']) link = { href: absolute(attributes['href'], base) ?? '', text: '' }
        if (name === 'img' && attributes['alt'] && !silent()) flow.text(attributes['alt'])
        if (!VOID.has(name)) {
          open.push({ name, silent: silent() || SILENT.has(name) || isHidden(attributes), opaque: opaque() || OPAQUE.has(name) })
        }
        if (open.length > MAX_DEPTH) parser.pause()
        if (!silent()) flow.open(name)
      },
      ontext(text) {
        if (open.at(-1)?.name === 'title' && !opaque()) title += text
        if (link !== undefined && !opaque()) link.text += text
        if (!silent()) flow.text(text)
      },
      onclosetag(name) {
        if (name === 'a' && link !== undefined) {
          keepLink(links, link)
          link = undefined
        }
        if (!silent()) flow.close(name)
        if (!VOID.has(name)) open.pop()
      },
    },
    { decodeEntities: true, lowerCaseTags: true },
  )
  parser.write(html)
  parser.end()
  return { title: oneLine(title), text: flow.result(), links: [...links].map(([href, text]) => ({ href, text })) }
}

function isHidden(attributes: Readonly<Record<string, string>>): boolean {
  return 'hidden' in attributes || attributes['aria-hidden'] === 'true' || /display\s*:\s*none/i.test(attributes['style'] ?? '')
}

function keepLink(links: Map<string, string>, { href, text }: { href: string; text: string }): void {
  if (!/^(https?|mailto):/.test(href)) return
  const known = links.get(href)
  if (known === undefined ? links.size < MAX_LINKS : known === '') links.set(href, oneLine(text).slice(0, MAX_LINK_TEXT))
}

function absolute(href: string, base: string): string | undefined {
  return URL.canParse(href, base) ? new URL(href, base).href : undefined
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
