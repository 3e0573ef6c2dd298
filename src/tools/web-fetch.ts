import * as z from 'zod/mini'
import { ClawError } from '../kernel/claw-error.ts'
import type { JsonObject } from '../kernel/json.ts'
import { defineTool, type ToolDefinition, type ToolOutcome } from './define-tool.ts'
import { readUrl } from './net/check-target.ts'
import { decodeText, mediaKind } from './net/decode-text.ts'
import { httpVerdict, USER_AGENT } from './net/http-verdict.ts'
import type { GuardedFetch, NetResponse } from './net/net-limits.ts'

const SHOWN_CHARS = 8000
const ACCEPT = 'text/html,application/xhtml+xml,application/json;q=0.9,text/*;q=0.8,*/*;q=0.1'

const input = z.object({
  url: z.string().check(z.minLength(1), z.maxLength(8192)),
  timeout_s: z._default(z.number().check(z.gt(0), z.lte(300)), 20),
})

export type WebFetchInput = z.infer<typeof input>

/** The readable text of a page, its title and links. JSON and plain text come as they are. */
export function createWebFetch({ fetch }: { readonly fetch: GuardedFetch }): ToolDefinition<WebFetchInput> {
  return defineTool({
    name: 'web_fetch',
    description: 'Fetch a page and read it: title, text (headings and lists kept, cut at 8 000 characters), absolute links, status.',
    examples: [{ url: 'https://example.com/' }],
    input,
    aliases: { link: 'url', timeout: 'timeout_s' },
    effect: () => 'network',
    canonicalise: ({ url, timeout_s }) => ({ url: readUrl(url).href, timeout_s }),
    prepare: async () => ({ recovery: 'pure', detail: {} }),
    async run({ url, timeout_s }, { signal }): Promise<ToolOutcome> {
      const headers = { 'user-agent': USER_AGENT, accept: ACCEPT }
      const response = await fetch({ url, method: 'GET', headers, timeout_ms: timeout_s * 1000, signal })
      return httpVerdict(response.status, response.url, await readable(response))
    },
  })
}

async function readable(response: NetResponse): Promise<JsonObject> {
  const { url, status, body } = response
  const content_type = response.headers['content-type'] ?? ''
  const page = await textOf(response, content_type)
  const truncated = response.truncated || page.text.length > SHOWN_CHARS
  const shown = { title: page.title, text: page.text.slice(0, SHOWN_CHARS), links: page.links.map((link) => ({ ...link })) }
  return { url, status, content_type, ...shown, bytes: body.length, truncated }
}

async function textOf({ url, body }: NetResponse, contentType: string): ReturnType<typeof parsePage> {
  const kind = mediaKind(contentType, body)
  if (kind === 'html') return parsePage(decodeText(body, contentType), url)
  if (kind !== 'binary' || body.length === 0) return { title: '', text: decodeText(body, contentType), links: [] }
  throw new ClawError('TOOL_FAILED', `${url} is ${contentType.slice(0, 100) || 'binary data'}, not text.`, {
    fix: 'Fetch a page of text, HTML or JSON.',
  })
}

// The parser is loaded when the first page comes.
async function parsePage(html: string, url: string): Promise<import('./net/page-text.ts').PageText> {
  const { pageText } = await import('./net/page-text.ts')
  return pageText(html, url)
}
