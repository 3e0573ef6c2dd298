import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charKey } from '../../../src/view/menu/key.ts'
import { layOutBlocks } from '../../../src/view/menu/layout/lay-out-blocks.ts'
import type { Field, FieldOption } from '../../../src/view/menu/parts/form/field.ts'
import { FORM_ROWS } from '../../../src/view/menu/parts/form/form-keys.ts'
import { type FormSpec, type FormState, newForm } from '../../../src/view/menu/parts/form/form-state.ts'
import { formValues } from '../../../src/view/menu/parts/form/form-values.ts'
import { formView } from '../../../src/view/menu/parts/form/form-view.ts'
import { formQuery, offerFormPaths, reduceForm } from '../../../src/view/menu/parts/form/reduce-form.ts'
import type { ScreenMessage } from '../../../src/view/menu/screen.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { textWidth } from '../../../src/view/text-width.ts'

const OPTIONS: readonly FieldOption[] = [
  { value: 'a', label: 'alpha' },
  { value: 'b', label: 'beta' },
  { value: 'g', label: 'gamma' },
]
const FIELDS: readonly Field[] = [
  { name: 'task', label: 'Task', kind: 'line', required: true, help: 'What is to be done.' },
  { name: 'notes', label: 'Notes', kind: 'text' },
  { name: 'key', label: 'Key', kind: 'secret' },
  { name: 'limit', label: 'Limit', kind: 'number', min: 1, max: 10, whole: true },
  { name: 'one', label: 'One', kind: 'choice', options: OPTIONS },
  { name: 'many', label: 'Many', kind: 'several', options: OPTIONS },
  { name: 'sure', label: 'Sure', kind: 'yes-no' },
  { name: 'file', label: 'File', kind: 'path', when: (values) => values['sure'] === true },
]
const SPEC: FormSpec = {
  fields: FIELDS,
  submit: 'Start',
  check: ({ task }) => (task === 'bad' ? { task: 'is not a good task' } : {}),
}

const NAMED = /^(?:ctrl|alt|shift)\+|^(?:left|right|up|down|home|end|backspace|delete|enter|tab|escape|space)$/
const message = (name: string): ScreenMessage<never> => {
  const row = FORM_ROWS.find(({ keys }) => keys.includes(name))
  if (row !== undefined) return { type: 'action', action: row.action }
  return { type: 'key', key: name === 'space' ? charKey(' ') : { name, text: NAMED.test(name) ? '' : name } }
}
const messages = (keys: readonly string[]): ScreenMessage<never>[] =>
  keys.flatMap((key) =>
    NAMED.test(key) ? [message(key)] : Array.from(key, (char): ScreenMessage<never> => ({ type: 'key', key: charKey(char) })),
  )
function fill(keys: readonly string[], spec = SPEC, columns = 80): { form: FormState; outcome: string } {
  return messages(keys).reduce<{ form: FormState; outcome: string }>(
    ({ form }, each) => reduceForm(form, each, { columns }) ?? { form, outcome: 'not meant for it' },
    { form: newForm(spec), outcome: '' },
  )
}
const seen = (form: FormState, columns = 80, rows = 30): string =>
  layOutBlocks([formView(form, { columns })], columns, rows)
    .lines.map(plainText)
    .join('\n')

describe('a form', () => {
  it('is filled in from the keyboard, field by field', () => {
    const { form, outcome } = fill([
      'do it',
      'enter',
      'one',
      'enter',
      'two',
      'tab',
      'sk-secret',
      'tab',
      '7',
      'tab',
      'right',
      'tab',
      'space',
      'down',
      'down',
      'space',
      'tab',
      'y',
      'tab',
      'a.txt',
      'ctrl+s',
    ])
    expect(outcome).toBe('submit')
    expect(formValues(form)).toEqual({
      task: 'do it',
      notes: 'one\ntwo',
      key: 'sk-secret',
      limit: 7,
      one: 'b',
      many: ['a', 'g'],
      sure: true,
      file: 'a.txt',
    })
  })

  it('never shows a secret, nor how long it is', () => {
    const { form } = fill(['tab', 'tab', 'hunter2hunter2'])
    expect(seen(form)).toContain('•••••••• filled in')
    expect(seen(form)).not.toContain('hunter')
  })

  it('tells what is wrong as it is written, and is not submitted with it', () => {
    const { form, outcome } = fill(['tab', 'tab', 'tab', '70', 'ctrl+s'])
    expect(outcome).toBe('edited')
    expect(form.focus).toBe(0)
    expect(seen(form)).toMatch(/Task\*[\s\S]*! is needed[\s\S]*! is at most 10[\s\S]*2 to mend/)
    expect(seen(fill(['bad']).form)).toContain('! is not a good task')
    expect(seen(fill(['tab', 'tab', 'tab', '1.5']).form)).toContain('! is not a whole number')
    expect(seen(fill([]).form)).not.toContain('!')
  })

  it('asks only what is to be asked', () => {
    expect(seen(fill([]).form)).not.toContain('File')
    expect(fill(['x', 'shift+tab', 'shift+tab', 'y', 'shift+tab', 'shift+tab', 'ctrl+s']).outcome).toBe('submit')
  })

  it('asks before what was filled in is lost', () => {
    expect(fill(['escape']).outcome).toBe('cancel')
    const asked = fill(['x', 'escape'])
    expect(seen(asked.form)).toContain('would be lost')
    expect(fill(['x', 'escape', 'n', 'y']).form.entries[0]).toMatchObject({ editor: { text: 'xy' } })
    expect(fill(['x', 'escape', 'y']).outcome).toBe('cancel')
  })

  it('completes a path with candidates from elsewhere', () => {
    const { form } = fill(['shift+tab', 'shift+tab', 'y', 'tab', 'src/'])
    expect(formQuery(form)).toEqual({ field: 'file', query: 'src/' })
    const offered = offerFormPaths(form, 'src/', ['src/a b.ts', 'src/c.ts'])
    expect(seen(offered)).toContain('> src/a b.ts')
    const taken = reduceForm(offered, message('tab'), { columns: 80 })
    expect(formValues(taken?.form ?? form)['file']).toBe('src/a b.ts')
  })

  it('fits 40 by 10 with the field that has the focus and what is wrong with it', () => {
    const { form } = fill(['tab', 'tab', 'tab', '99'], SPEC, 40)
    const laid = layOutBlocks([formView(form, { columns: 40 })], 40, 7)
    expect(laid.lines).toHaveLength(7)
    expect(laid.lines.map(plainText).join('\n')).toMatch(/> Limit[\s\S]*99[\s\S]*! is at most 10/)
    expect(laid.cursor?.row).toBeLessThan(7)
  })

  it('holds whatever is pressed', () => {
    const names = fc.constantFrom(...FORM_ROWS.flatMap(({ keys }) => keys), 'x', '日', 'space', 'y')
    fc.assert(
      fc.property(fc.array(names, { maxLength: 60 }), fc.integer({ min: 20, max: 90 }), (keys, columns) => {
        const { form } = fill(keys, SPEC, columns)
        const laid = layOutBlocks([formView(form, { columns })], columns, 7)
        for (const each of laid.lines) expect(textWidth(plainText(each))).toBeLessThanOrEqual(columns)
        if (!form.leaving) expect(laid.cursor).not.toBeNull()
      }),
    )
  })
})
