import { expect, test } from 'vitest'
import type { MenuMessage, MenuState } from '../../../src/view/menu/menu-state.ts'
import type { Field } from '../../../src/view/menu/parts/form/field.ts'
import { newForm } from '../../../src/view/menu/parts/form/form-state.ts'
import { formValues } from '../../../src/view/menu/parts/form/form-values.ts'
import { formView } from '../../../src/view/menu/parts/form/form-view.ts'
import { reduceForm } from '../../../src/view/menu/parts/form/reduce-form.ts'
import { openMenu, reduceMenu } from '../../../src/view/menu/reduce-menu.ts'
import { answerAsked } from '../../../src/view/menu/told/answer-asked.ts'
import { answerLine } from '../../../src/view/menu/told/answer-line.ts'
import { asksAnother, nextTold } from '../../../src/view/menu/told/next-told.ts'
import { tellBlocks } from '../../../src/view/menu/told/tell-blocks.ts'
import { tellMenu } from '../../../src/view/menu/told/tell-menu.ts'

const OPTIONS = [{ value: 'a' }, { value: 'b' }, { value: 'c', label: 'the third' }]
const FIELDS: readonly Field[] = [
  { name: 'name', label: 'Name', kind: 'line', value: 'old', required: true },
  { name: 'long', label: 'Long', kind: 'text', value: 'one\ntwo\n\nfour' },
  { name: 'one', label: 'One', kind: 'choice', options: OPTIONS, value: 'c' },
  { name: 'many', label: 'Many', kind: 'several', options: OPTIONS, value: ['b', 'c'] },
  { name: 'sure', label: 'Sure', kind: 'yes-no' },
  { name: 'number', label: 'Number', kind: 'number', min: 1 },
  { name: 'key', label: 'Key', kind: 'secret' },
]

function answered(...lines: readonly string[]) {
  let [form, outcome] = [newForm({ fields: FIELDS, submit: 'Do it' }), '']
  for (const line of lines) {
    const { asked } = tellBlocks([formView(form, { columns: 200 })])
    const messages = asked === null ? 'nothing is asked' : answerAsked(asked, line)
    if (typeof messages === 'string') throw new Error(messages)
    for (const message of messages) {
      const step = reduceForm(form, message as never, { columns: 200 })
      form = step?.form ?? form
      outcome = step?.outcome ?? outcome
    }
  }
  return { form, outcome, asked: tellBlocks([formView(form, { columns: 200 })]).asked }
}

test('each field of a form is asked, and a line answers it in the place of what stood there', () => {
  const all = answered('new', 'x\\ny', '2', '1 3', 'yes', '7', 'sk-secret')
  expect(formValues(all.form)).toEqual({
    name: 'new',
    long: 'x\ny',
    one: 'b',
    many: ['a', 'c'],
    sure: true,
    number: 7,
    key: 'sk-secret',
  })
  expect(all.asked?.by).toEqual({ is: 'submit' })
  expect(all.asked?.lines).toEqual(expect.arrayContaining(['Name: new', 'One: b', 'Many: a, the third', 'Sure: yes', 'Key: filled in']))
  expect(JSON.stringify(all.asked)).not.toContain('sk-secret')
  expect(answered('new', '', '', '', '', '', '', '').outcome).toBe('submit')
})

test('an empty line leaves a field as it is; none marks nothing', () => {
  expect(formValues(answered('', '', '', '', '', '', '').form)).toMatchObject({
    name: 'old',
    long: 'one\ntwo\n\nfour',
    one: 'c',
    many: ['b', 'c'],
  })
  expect(formValues(answered('', '', '', 'none').form)).toMatchObject({ many: [] })
})

test('what is no answer is said, and what is wrong is asked again', () => {
  const at = (...lines: string[]) => answered(...lines).asked as NonNullable<ReturnType<typeof answered>['asked']>
  expect(answerAsked(at('', ''), '4')).toBe('Type a number from 1 to 3; an empty line leaves it as it is.')
  expect(answerAsked(at('', '', ''), '1 x')).toContain('or none')
  expect(answerAsked(at('', '', '', ''), 'perhaps')).toBe('Type yes or no.')
  const wrong = answered('', '', '', '', '', '-3', '', '')
  expect(wrong.asked).toMatchObject({ lines: expect.arrayContaining(['Number: -3']), problems: ['! Number is at least 1'] })
})

const home = (): MenuState =>
  openMenu(
    { to: 'home', first: 'places' },
    { columns: 200, rows: 10_000, now: 0, facts: { engine: 'rules', running: null, waiting: null } },
  ).state
const after = (state: MenuState, messages: readonly MenuMessage[]): MenuState =>
  messages.reduce((now, message) => reduceMenu(now, message).state, state)

test('choices are told again as soon as a number means something else, though the screen is the same', () => {
  const places = tellMenu(home())
  const write = places.choices.find(({ label }) => label === 'write')
  const line = tellMenu(after(home(), write?.messages ?? []))
  expect(line.typing).toBe(true)
  expect(asksAnother(places, line)).toBe(true)
  expect(nextTold(places, line).join('\n')).toContain('.1. start (Enter)')
  const written = tellMenu(after(home(), [...(write?.messages ?? []), { type: 'paste', text: 'x' }]))
  expect(asksAnother(line, written)).toBe(false)
})

test('of many rows those around the chosen one are told, and the others can be gone to', () => {
  const check = (index: number): MenuMessage => ({
    type: 'data',
    screen: 1,
    data: { type: 'checked', check: { name: `c${index}`, state: 'ok', required: true, detail: 'x', fix: '', duration_ms: 3 } },
  })
  const doctor = openMenu(
    { to: 'doctor' },
    { columns: 200, rows: 10_000, now: 0, facts: { engine: '', running: null, waiting: null } },
  ).state
  const many = after(
    doctor,
    Array.from({ length: 45 }, (_, index) => check(index)),
  )
  const pages = tellMenu(many).choices.find(({ label }) => label === 'rows after these')
  const second = after(many, pages?.messages ?? [])
  expect(tellMenu(second).lines.join('\n')).toContain('rows 21 to 40 of 45')
  const row = answerLine(tellMenu(second), '3')
  expect(tellMenu(after(second, row.type === 'send' ? row.messages : [])).chosen).toContain('c22')
})

test('a new filter takes the place of the last one', () => {
  const doctor = openMenu(
    { to: 'doctor' },
    { columns: 200, rows: 10_000, now: 0, facts: { engine: '', running: null, waiting: null } },
  ).state
  const filtered = (state: MenuState, words: string): MenuState => {
    const typing = after(state, [{ type: 'key', key: { name: '/', text: '/' } }])
    const answer = answerLine(tellMenu(typing), words)
    return after(typing, answer.type === 'send' ? answer.messages : [])
  }
  const text = tellMenu(filtered(filtered(doctor, 'alpha'), 'beta')).lines.join('\n')
  expect(text).toContain('/beta')
  expect(text).not.toContain('alpha')
})
