import type { ChildProcess } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { freePort } from '../helpers/free-port.ts'

let place: ClawPlace | undefined
let child: ChildProcess | undefined
afterEach(() => {
  child?.kill('SIGKILL')
  place?.remove()
})

function said(program: ChildProcess, pattern: RegExp): Promise<string> {
  let text = ''
  return new Promise((done, reject) => {
    program.stderr?.on('data', (data: Buffer) => {
      text += data.toString('utf8')
      const match = pattern.exec(text)
      if (match) done(match[1] ?? '')
    })
    program.once('exit', (code) => reject(new Error(`claw web ended with ${code}: ${text}`)))
  })
}

test('claw web tells of a port that there is none, as of any other flag', async () => {
  place = clawPlace({})
  const { code, stderr } = await place.run(['web', '--port', '65536'])
  expect(code).toBe(2)
  expect(stderr).toContain('--port: 65536 is no port. Allowed: 1 to 65535, or 0 for any that is free. (USAGE)')
})

test('claw web serves the pages and the runs of its workspace to whoever has the code, and ends by Ctrl-C', async () => {
  place = clawPlace({ 'a.ts': 'export const a = 1\n' })
  const ran = await place.run(['run', 'how many TypeScript files are here?', '--json'])
  const { run_id } = JSON.parse(ran.stdout) as { run_id: string }
  const port = await freePort()
  child = place.start(['web', '--port', String(port)])
  const signIn = await said(child, /(http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=\S+)/)
  expect((await fetch(`http://127.0.0.1:${port}/api/runs`)).status).toBe(401)
  const opened = await fetch(signIn, { redirect: 'manual' })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } })
  expect(await page.text()).toContain('<div id="root">')
  const shown = await fetch(`http://127.0.0.1:${port}/api/runs/${run_id}`, { headers: { cookie } })
  expect(JSON.stringify(await shown.json())).toContain('1 TypeScript file')
  const ended = new Promise((done) => child?.once('exit', done))
  child.kill('SIGINT')
  expect(await ended).toBe(0)
})
