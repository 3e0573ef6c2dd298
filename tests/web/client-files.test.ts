import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadClientFiles } from '../../web/server/client-files.ts'
import { fileResponse } from '../../web/server/file-response.ts'
import { builtClient } from './built-client.ts'
import { type RawAnswer, rawHttp } from './raw-http.ts'
import { webPlace } from './web-place.ts'

const SCRIPT = "console.log('é')"
const client = builtClient()
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'claw-files-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<p>page</p>')
  writeFileSync(join(folder, 'assets', 'a-1.js.gz'), gzipSync(SCRIPT))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a packed file has the address and the type of what is in it', () => {
  const files = loadClientFiles(folder)
  expect([...files.keys()].sort()).toEqual(['/', '/assets/a-1.js', '/index.html'])
  expect(files.get('/assets/a-1.js')).toMatchObject({ packed: true, type: 'text/javascript; charset=utf-8' })
  expect(files.get('/')).toMatchObject({ packed: false, type: 'text/html; charset=utf-8' })
})

test.each([
  ['gzip', true],
  ['gzip, deflate, br, zstd', true],
  ['br;q=1.0, GZIP;q=0.8, *;q=0.1', true],
  ['*', true],
  [undefined, false],
  ['', false],
  ['br', false],
  ['identity', false],
  ['gzip;q=0', false],
  ['gzip; q=0.000, *', false],
  ['*;q=0', false],
  ['notgzip', false],
])('a browser that accepts %s gets it packed: %s', async (encodings, packed) => {
  const file = loadClientFiles(folder).get('/assets/a-1.js')
  if (file === undefined) throw new Error('the script is not there')
  const response = fileResponse(file, { encodings, hashed: true })
  const bytes = Buffer.from(await response.arrayBuffer())
  expect((packed ? gunzipSync(bytes) : bytes).toString()).toBe(SCRIPT)
  expect(response.headers.get('content-encoding')).toBe(packed ? 'gzip' : null)
  expect(response.headers.get('vary')).toBe('accept-encoding')
  expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
})

test('a file that lies there as it is, is served as it is', async () => {
  const page = loadClientFiles(folder).get('/')
  if (page === undefined) throw new Error('the page is not there')
  const response = fileResponse(page, { encodings: 'gzip', hashed: false })
  expect(await response.text()).toBe('<p>page</p>')
  expect(Object.fromEntries(response.headers)).toEqual({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
})

test('the built pages come the same way packed and unpacked, and not under the name of the packed file', { timeout: 30_000 }, async () => {
  const place = await webPlace(client.dir)
  const host = `127.0.0.1:${place.port}`
  const { headers } = await rawHttp(place.port, { path: place.web.signInUrl.slice(place.web.url.length), headers: { host } })
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const get = (path: string, encoding: string): Promise<Response> =>
    fetch(`${place.web.url}${path}`, { headers: { cookie, 'accept-encoding': encoding } })
  const page = await (await get('/', 'gzip')).text()
  const assets = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '')
  expect(assets.some((path) => path.endsWith('.css'))).toBe(true)
  expect(assets.some((path) => path.startsWith('/assets/boot-'))).toBe(true)
  for (const path of assets) {
    const [packed, plain] = [await get(path, 'gzip'), await get(path, 'identity')]
    expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null])
    expect(await packed.text()).toBe(await plain.text())
    expect((await get(`${path}.gz`, 'gzip')).status).toBe(404)
  }
  await place.close()
})

test('a browser gets the page at every address of a place; a file that is gone is not answered by it', { timeout: 30_000 }, async () => {
  const place = await webPlace(client.dir)
  const host = `127.0.0.1:${place.port}`
  const { headers } = await rawHttp(place.port, { path: place.web.signInUrl.slice(place.web.url.length), headers: { host } })
  const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  const get = (path: string, accept: string): Promise<RawAnswer> => rawHttp(place.port, { path, headers: { host, cookie, accept } })
  const page = (await get('/', '*/*')).text
  for (const path of ['/runs', '/runs/0123456789ab?tab=events', '/no/such/place', '/a.b'])
    expect(await get(path, 'text/html,*/*;q=0.8')).toMatchObject({ status: 200, text: page })
  for (const path of ['/assets/gone.js', '/assets', '/api', '/api/gone'])
    expect(await get(path, 'text/html')).toMatchObject({ status: 404, headers: { 'content-type': 'application/problem+json' } })
  for (const path of ['/runs', '/icon.svg', '/gone.js']) expect((await get(path, 'application/json')).status).toBe(404)
  expect((await get('/runs', 'text/html')).headers['cache-control']).toBe('no-store')
  await place.close()
})
