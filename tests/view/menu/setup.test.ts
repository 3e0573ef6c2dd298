import { expect, test } from 'vitest'
import type { MenuState } from '../../../src/view/menu/menu-state.ts'
import type { SetupData, SetupPlace } from '../../../src/view/menu/places/setup/setup-io.ts'
import { openMenu } from '../../../src/view/menu/reduce-menu.ts'
import { AROUND, after, press, screenText, told as tell, typed } from '../../helpers/menu-keys.ts'

const KEY = 'sk-never-on-the-screen'
const told = (data: SetupData) => tell(data)
const CLOUD: SetupPlace = {
  provider: 'openai',
  baseUrl: undefined,
  label: 'OpenAI',
  note: '',
  address: '',
  key: { name: 'OPENAI_API_KEY', present: '', page: '' },
}
const LOCAL: SetupPlace = { provider: 'ollama', baseUrl: 'http://127.0.0.1:11434', label: 'Ollama', note: 'found', address: '', key: null }
const RULES: SetupPlace = { provider: 'rules', baseUrl: null, label: 'No language model', note: '', address: '', key: null }

const open = (): MenuState =>
  after(openMenu({ to: 'setup' }, AROUND).state, told({ type: 'places', places: [CLOUD, LOCAL, RULES], present: 'openai' })).state
const keyed = () => after(open(), press('enter'), press('tab'), ...typed(KEY), press('ctrl+s'))

test('a key is never shown; one that is rejected is asked for again, and what was typed stays', () => {
  const asked = keyed()
  expect(asked.effects[0]?.effect).toEqual({ do: 'list', wish: { provider: 'openai', model: '', baseUrl: undefined, newKey: KEY } })
  const refused = after(asked.state, told({ type: 'refused', field: 'key', problem: 'is rejected: 401' })).state
  expect(screenText(refused)).toContain('is rejected: 401')
  expect(screenText(refused)).not.toContain(KEY)
  expect(screenText(after(refused, ...typed('x')).state)).not.toContain('is rejected')
})

test('what answers is saved without a question, what fails only when that was said', () => {
  const models = after(keyed().state, told({ type: 'listed', models: ['a', 'b'], detail: '', offered: 'b' })).state
  expect(screenText(models)).toContain('> b')
  const trying = after(models, press('enter'))
  expect(trying.effects[0]?.effect).toMatchObject({ do: 'try', wish: { model: 'b', newKey: KEY } })
  const test = { ok: true, how: 'call', detail: '', duration_ms: 1, error: null } as const
  expect(after(trying.state, told({ type: 'tried', test })).effects[0]?.effect).toMatchObject({ do: 'save', wish: { model: 'b' } })
  const failed = after(trying.state, told({ type: 'tried', test: { ...test, ok: false, detail: 'no\u202e' } }))
  expect(failed.effects).toEqual([])
  expect(screenText(failed.state)).toContain('no\\u{202e}')
  expect(after(failed.state, press('n')).effects).toEqual([])
  expect(after(failed.state, press('y')).effects[0]?.effect).toMatchObject({ do: 'save', wish: { model: 'b' } })
})

test('who stops waiting is not saved by a late answer', () => {
  const models = after(keyed().state, told({ type: 'listed', models: ['a'], detail: '', offered: 'a' })).state
  const left = after(models, press('enter'), press('escape')).state
  const test = { ok: true, how: 'call', detail: '', duration_ms: 1, error: null } as const
  expect(after(left, told({ type: 'tried', test })).effects).toEqual([])
})

test('a server of this machine is asked for its models at once, and one that lists none wants a name', () => {
  const asked = after(open(), press('down'), press('enter'))
  expect(asked.effects[0]?.effect).toMatchObject({ do: 'list', wish: { provider: 'ollama', baseUrl: 'http://127.0.0.1:11434' } })
  const naming = after(asked.state, told({ type: 'listed', models: [], detail: 'It lists no models.', offered: 'llama3.2' })).state
  expect(screenText(naming)).toMatch(/It lists no models\.[\s\S]*llama3\.2/)
  expect(after(open(), press('end'), press('enter')).effects[0]?.effect).toEqual({ do: 'save', wish: null })
})
