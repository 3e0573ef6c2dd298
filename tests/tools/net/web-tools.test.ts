import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import type { ToolContext } from '../../../src/tools/define-tool.ts'
import { createHttpApi } from '../../../src/tools/http-api.ts'
import { createGuardedFetch } from '../../../src/tools/net/create-guarded-fetch.ts'
import { createWebFetch } from '../../../src/tools/web-fetch.ts'
import { serve } from './serve.ts'

const PAGE = `<!doctype html><html><head><title> A &amp; B
 page </title><style>p{color:red}</style><base href="/docs/"></head><body>
<nav><a href="/menu">Menu</a> noise</nav><script>var hidden = '<p>no</p>'</script>
<h1>Heading <em>one</em></h1><p>First&nbsp;text,
 wrapped.</p><ul><li>one<li><a href="two.html">two</a></ul><pre>  kept
    as is</pre><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>
<p hidden>unseen</p><a href="javascript:alert(1)">bad</a><a href="mailto:a@b.example">mail</a><p>unclosed <b>tag</body></html>`

const server = await serve((request, response) => {
  const send = (type: string, body: string | Buffer, status = 200): unknown =>
    response.writeHead(status, { 'content-type': type, 'set-cookie': 'session=1' }).end(body)
  const path = new URL(request.url ?? '/', 'http://x').pathname
  if (path === '/page') return send('text/html; charset=utf-8', PAGE)
  if (path === '/latin') return send('text/html', Buffer.from('<meta charset="iso-8859-1"><title>caf\xe9</title>na\xefve', 'latin1'))
  if (path === '/json') return send('application/json', '{"a": [1, 2]}')
  if (path === '/broken') return send('application/json', '{"a": ')
  if (path === '/image') return send('image/png', Buffer.from([137, 80, 78, 71, 0]))
  if (path === '/long') return send('text/plain', 'y'.repeat(20_000))
  if (path === '/missing') return send('text/html', '<title>gone</title><p>Not here', 404)
  if (path === '/busy') return send('application/json', '{"error": "slow down"}', 429)
  if (path === '/empty') return response.writeHead(204).end()
  return send('text/plain', 'hello')
})
const fetch = createGuardedFetch({ allow: (_, port) => port === server.port })
const context: ToolContext = {
  run_id: 'r',
  subtask_id: 's',
  agent_id: 'a',
  workspace: '/',
  signal: new AbortController().signal,
  named_hosts: [],
}
const page = createWebFetch({ fetch })
const api = createHttpApi({ fetch })

const read = (path: string) => page.run({ url: `${server.url}${path}`, timeout_s: 5 }, context, undefined)
async function call(args: object) {
  const parsed = z.parse(api.input, args)
  return api.run(api.canonicalise?.(parsed, context) ?? parsed, context, undefined)
}

describe('web_fetch', () => {
  test('a page as a person reads it', async () => {
    const got = await read('/page')
    expect(got).toMatchObject({ ok: true, result: { title: 'A & B page', status: 200, url: `${server.url}/page`, truncated: false } })
    const { text, links } = got.result as { text: string; links: unknown }
    expect(text).toBe(
      '# Heading one\n\nFirst text, wrapped.\n\n- one\n- two\n\n  kept\n    as is\n\na | b\n1 | 2\n\nbad mail\n\nunclosed tag'.replace(
        'bad mail',
        'badmail',
      ),
    )
    expect(links).toEqual([
      { href: `${server.url}/menu`, text: 'Menu' },
      { href: `${server.url}/docs/two.html`, text: 'two' },
      { href: 'mailto:a@b.example', text: 'mail' },
    ])
  })

  test('charsets, JSON, plain text, cuts', async () => {
    expect(await read('/latin')).toMatchObject({ result: { title: 'café', text: 'naïve' } })
    expect(await read('/json')).toMatchObject({ ok: true, result: { text: '{"a": [1, 2]}', title: '' } })
    const long = (await read('/long')).result as { text: string }
    expect(long).toMatchObject({ truncated: true, bytes: 20_000 })
    expect(long.text).toHaveLength(8000)
  })

  test('a bad status is told with the page; what is not text is refused by its type', async () => {
    expect(await read('/missing')).toMatchObject({
      ok: false,
      error: { code: 'TOOL_FAILED', retryable: false },
      result: { status: 404, title: 'gone', text: 'Not here' },
    })
    await expect(read('/image')).rejects.toMatchObject({ code: 'TOOL_FAILED', message: expect.stringContaining('image/png') })
  })

  test('hostile HTML ends in bounded time', async () => {
    const { pageText } = await import('../../../src/tools/net/page-text.ts')
    const began = performance.now()
    for (const html of [
      '<div>'.repeat(200_000),
      '<a href=x>'.repeat(100_000),
      `<p>${'&'.repeat(500_000)}`,
      '<'.repeat(500_000),
      '</p>'.repeat(300_000),
    ])
      pageText(html, 'http://x.example/')
    expect(performance.now() - began).toBeLessThan(3000)
  })
})

describe('http_api', () => {
  test('params, headers and a JSON body arrive; JSON comes parsed, cookies stay out', async () => {
    const got = await call({
      url: `${server.url}/json?a=1`,
      method: 'post',
      headers: { 'X-Key': 'k' },
      json: { n: 1 },
      params: { q: 'x y', many: [1, 2] },
    })
    expect(got).toMatchObject({ ok: true, result: { status: 200, json: { a: [1, 2] }, truncated: false } })
    expect(server.seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/json?a=1&q=x+y&many=1&many=2',
      body: '{"n":1}',
      headers: { 'x-key': 'k', 'content-type': 'application/json' },
    })
    expect(JSON.stringify(got)).not.toContain('session')
  })

  test('text with a type of its own is sent as it stands', async () => {
    await call({ url: `${server.url}/`, method: 'PUT', json: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect(server.seen.at(-1)?.body).toBe('a=b')
  })

  test('statuses decide, the answer comes with them', async () => {
    expect(await call({ url: `${server.url}/busy` })).toMatchObject({
      ok: false,
      error: { retryable: true },
      result: { json: { error: 'slow down' } },
    })
    expect(await call({ url: `${server.url}/broken` })).toMatchObject({ ok: true, result: { text: '{"a": ' } })
    expect(await call({ url: `${server.url}/image` })).toMatchObject({ ok: true, result: { text: '[binary data: image/png]' } })
    expect(await call({ url: `${server.url}/empty`, method: 'DELETE' })).toMatchObject({ ok: true, result: { status: 204, bytes: 0 } })
    expect((await call({ url: `${server.url}/long` })).result).toMatchObject({ truncated: true })
  })

  test('headers of the connection and header injection are refused before anything is sent', async () => {
    for (const headers of [{ Host: 'internal' }, { 'content-length': '0' }, { 'a b': 'x' }, { x: 'a\r\nInjected: 1' }]) {
      await expect(call({ url: server.url, headers })).rejects.toMatchObject({ code: 'TOOL_BAD_ARGS' })
    }
    expect(z.safeParse(api.input, { url: server.url, method: 'CONNECT' }).success).toBe(false)
  })

  test('only reads may be repeated, and the canonical form is stable', async () => {
    const recovery = async (method: string) => (await api.prepare?.(z.parse(api.input, { url: server.url, method }), context))?.recovery
    expect([await recovery('get'), await recovery('HEAD'), await recovery('POST'), await recovery('DELETE')]).toEqual([
      'pure',
      'pure',
      'opaque',
      'opaque',
    ])
    const once = api.canonicalise?.(z.parse(api.input, { url: server.url, params: { a: 1 } }), context)
    expect(once && api.canonicalise?.(once, context)).toEqual(once)
    expect(once?.url).toBe(`${server.url}/?a=1`)
    expect(() => page.canonicalise?.({ url: 'file:///etc/passwd', timeout_s: 1 }, context)).toThrowError(/http/)
  })
})
