import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClawPlace, clawPlace } from '../../helpers/claw-place.ts'
import { makeRepository } from './make-scene.ts'

let place: ClawPlace
let server: Server
let url = ''

const PAGE =
  '<html><head><title>Tea</title></head><body><p>Green tea is made of leaves that are not fermented at all. It is drunk in many countries.</p>' +
  '<a href="/black">Black tea</a> <a href="/white">White tea</a></body></html>'

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/data') response.setHeader('content-type', 'application/json').end('{"tea":3}')
    else if (request.url === '/gone') response.writeHead(404).end('no')
    else response.setHeader('content-type', 'text/html').end(PAGE)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  url = `http://127.0.0.1:${port}`
  place = clawPlace({ 'a.txt': 'one\n', 'b.txt': 'two\n', 'src/x.ts': '1\n', 'src/y.ts': '1\n2\n', 'say.py': 'print("from python")\n' })
  mkdirSync(place.configDir, { recursive: true })
  writeFileSync(
    join(place.configDir, 'policy.json'),
    JSON.stringify({ version: 1, rules: [{ id: 't', decision: 'allow', hosts: [`127.0.0.1:${port}`] }] }),
  )
  makeRepository(place.workspace)
})
afterAll(() => {
  server.close()
  place.remove()
})

async function claw(task: string): Promise<string> {
  const { stdout, stderr, code } = await place.run(['run', task.replaceAll('URL', url), '--no-input'])
  return code === 0 ? stdout.replaceAll(url, 'URL') : `exit ${code}: ${stdout}${stderr}`
}

describe('the built program, without a model', () => {
  it.each([
    ['what is the title of URL/tea', 'Tea\n'],
    ['fetch URL/tea and show its title', 'Tea\n'],
    ['list the links on URL/tea', '2 links on URL/tea:\n  URL/black  Black tea\n  URL/white  White tea\n'],
    ['show me the text of URL/tea', /^Tea\n\nGreen tea is made of leaves/],
    ['summarise the page URL/tea', /^Tea\n\n- Green tea is made of leaves that are not fermented at all\./],
    ['is URL/tea online?', 'URL/tea answers with status 200.\n'],
    ['get the json from URL/data', 'Status 200\n{\n  "tea": 3\n}\n'],
    ['run `echo hello; echo world`', 'hello\nworld\n'],
    ['run `print(2 ** 10)` in python', '1024\n'],
    ['run say.py', 'from python\n'],
    ['git status', 'On branch main. 2 changed files:\n  modified   b.txt\n  untracked  new.txt\n'],
    ['how many commits by Bob', '1 commit by Bob.\n'],
    ['read a.txt and b.txt', 'a.txt\none\ntwo\nthree\nmore\n\nb.txt\none\n'],
    [
      'count the TypeScript files in src, then the Python files',
      'Number of TypeScript files in src\n2 TypeScript files in src.\n\nNumber of Python files in src\n0 Python files in src.\n',
    ],
  ])('%s', async (task, answer) => {
    const said = await claw(task)
    if (typeof answer === 'string') expect(said).toBe(answer)
    else expect(said).toMatch(answer)
  })

  it('carries three parts through to a file', async () => {
    const said = await claw('find the largest ts file, count its lines and save both to "long file.md"')
    expect(said).toContain('src/y.ts')
    expect(readFileSync(join(place.workspace, 'long file.md'), 'utf8')).toContain('src/y.ts has 2 lines.')
  })

  it('fails clearly where there is nothing, and refuses what it does not understand', async () => {
    expect(await claw('how many files are in nosuch')).toMatch(/^exit 1: [\s\S]*There is nothing at “nosuch”/)
    expect(await claw('show me the text of URL/gone')).toMatch(/^exit 1: /)
    expect(await claw('why is the sky blue')).toMatch(/^exit 4: [\s\S]*can't plan this without a language model/)
  })
})
