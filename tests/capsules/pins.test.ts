import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { comparePin } from '../../src/capsules/pins/compare-pin.ts'
import { NO_POWERS, type Pin, type Pinnable } from '../../src/capsules/pins/pin.ts'
import { createPinStore } from '../../src/capsules/pins/pin-store.ts'
import { programFiles } from '../../src/capsules/pins/program-files.ts'

const POWERS = { ...NO_POWERS, tools: ['file_io', 'terminal'], requires_approval_for: ['terminal'], files: { 'main.py': 'a' } }
const pin: Pin = { digest: 'd1', path: '/w/agents/x', powers: POWERS, trust: 'found', at: '2026-11-20T00:00:00.000Z' }
const now: Pinnable = { kind: 'agent', id: 'x', path: '/w/agents/x', digest: 'd1', powers: POWERS, inState: false, text: '', texts: {} }
const changed = (powers: Partial<Pinnable['powers']>): Pinnable => ({ ...now, digest: 'd2', powers: { ...POWERS, ...powers } })

test.each<[string, Pin | undefined, Pinnable, string, RegExp]>([
  ['never seen', undefined, now, 'new', /^$/],
  ['as it was', pin, now, 'same', /^$/],
  ['other text', pin, { ...now, digest: 'd2' }, 'applies', /no more than before/],
  ['fewer tools', pin, changed({ tools: ['file_io'] }), 'applies', /no more/],
  ['asks for more', pin, changed({ requires_approval_for: ['terminal', 'file_io'] }), 'applies', /no more/],
  ['a further tool', pin, changed({ tools: ['file_io', 'terminal', 'http_api'] }), 'asks', /further tools: http_api/],
  ['asks for less', pin, changed({ requires_approval_for: [] }), 'asks', /no longer wants a person asked before terminal/],
  ['asks for less, of a tool that it gave up', pin, changed({ tools: ['file_io'], requires_approval_for: [] }), 'applies', /no more/],
  ['another program', pin, changed({ entrypoint: '["python3","main.py"]' }), 'asks', /its program was builtin/],
  ['another file of its program', pin, changed({ files: { 'main.py': 'b' } }), 'asks', /main\.py/],
  ['a file less', pin, changed({ files: {} }), 'asks', /main\.py/],
  ['the same from another folder', pin, { ...now, path: '/w/.closed_claw/agents/x' }, 'asks', /is now in/],
  ['installed from elsewhere', pin, { ...now, inState: true, digest: 'd2' }, 'asks', /came from elsewhere/],
  ['accepted, and changed again', { ...pin, trust: 'accepted' }, { ...now, inState: true, digest: 'd2' }, 'asks', /elsewhere/],
  ['made by claw, edited', { ...pin, trust: 'made' }, { ...now, inState: true, digest: 'd2' }, 'applies', /no more/],
])('%s', (_, known, thing, state, what) => {
  const verdict = comparePin(known, thing)
  expect(verdict.state).toBe(state)
  expect('what' in verdict ? verdict.what.join('; ') : '').toMatch(what)
})

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'claw-pins-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('the files of a program: all but what a run writes, links by where they lead', async () => {
  mkdirSync(join(dir, 'lib'))
  mkdirSync(join(dir, 'logs'))
  for (const name of ['main.py', 'lib/a.py', 'logs/run.log', 'memory.db', 'memory.db-wal', 'manifest.json', 'skill.md'])
    writeFileSync(join(dir, name), name)
  symlinkSync('/etc/passwd', join(dir, 'lib/link'))
  const before = await programFiles(dir)
  expect(Object.keys(before).sort()).toEqual(['lib/a.py', 'lib/link', 'main.py'])
  expect(before['lib/link']).toBe('link /etc/passwd')
  writeFileSync(join(dir, 'memory.db'), 'other')
  expect(await programFiles(dir)).toEqual(before)
  writeFileSync(join(dir, 'lib/a.py'), 'evil')
  expect(await programFiles(dir)).not.toEqual(before)
})

test('pins are private, keep what another process wrote, and a damaged file is an error', () => {
  const options = { path: join(dir, 'pins', 'w.json'), workspace: '/w' }
  const [one, two] = [createPinStore(options), createPinStore(options)]
  expect(one.get('agent:x')).toBeUndefined()
  two.put({ 'agent:y': pin })
  expect(one.get('agent:y')).toEqual(pin)
  one.put({ 'agent:x': pin })
  expect(createPinStore(options).get('agent:y')).toEqual(pin)
  expect(statSync(options.path).mode & 0o777).toBe(0o600)
  one.drop('agent:x')
  expect(JSON.parse(readFileSync(options.path, 'utf8')).pins).toEqual({ 'agent:y': pin })
  writeFileSync(options.path, '{"version": 1')
  chmodSync(options.path, 0o600)
  expect(() => createPinStore(options).get('agent:y')).toThrow(/cannot be read/)
})
