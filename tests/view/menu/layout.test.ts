import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LiveKey } from '../../../src/view/menu/key-row.ts'
import { layOutFrame } from '../../../src/view/menu/layout/lay-out-frame.ts'
import { lineWidth } from '../../../src/view/menu/line-width.ts'
import type { Block } from '../../../src/view/menu/screen-view.ts'
import { type Line, line, plainText, span } from '../../../src/view/menu/span.ts'

const word = fc
  .oneof(fc.string({ maxLength: 30 }), fc.constantFrom('漢字かな', 'e\u0301clair', '👩‍👩‍👧‍👦', 'x'.repeat(200)))
  .map((text) => text.replace(/[\p{C}]/gu, '?'))
const anyLine: fc.Arbitrary<Line> = fc.array(word, { maxLength: 6 }).map((words) => line(...words))
const lines = fc.array(anyLine, { maxLength: 30 })
const text = fc.record({
  kind: fc.constant('text' as const),
  id: fc.constant('pane'),
  lines,
  wrap: fc.boolean(),
  grow: fc.boolean(),
  top: fc.oneof(fc.constant('end' as const), fc.integer({ min: -5, max: 80 })),
})
const table = fc
  .record({
    rows: fc.array(fc.tuple(anyLine, anyLine, anyLine), { maxLength: 40 }),
    chosen: fc.integer({ min: -1, max: 50 }),
    empty: lines,
  })
  .map(
    ({ rows, chosen, empty }): Block => ({
      kind: 'table',
      id: 'rows',
      columns: [{ title: 'one' }, { title: 'two', flexible: true }, { title: 'three', optional: true, align: 'right' }],
      rows: rows.map((cells, index) => ({ id: String(index), cells })),
      chosen: Math.min(chosen, rows.length - 1),
      empty,
    }),
  )
const flat: fc.Arbitrary<Block> = fc.oneof(
  text,
  table,
  word.map((title): Block => ({ kind: 'rule', title })),
)
const block: fc.Arbitrary<Block> = fc.oneof(
  flat,
  fc.record({ kind: fc.constant('beside' as const), left: flat, right: flat, least: fc.constantFrom(60, 100) }),
)

const frameOf = (blocks: readonly Block[], columns: number, rows: number) =>
  layOutFrame(
    {
      titles: ['Home', 'Somewhere'],
      facts: line('rules'),
      blocks,
      notice: { text: `what\nwhy ${'long '.repeat(30)}`, as: 'bad' },
      keys: [{ action: 'a', keys: ['enter'], label: 'open', help: 'Opens.', refused: '' }],
    },
    columns,
    rows,
  )

test('whatever a screen says, a frame is lower than the terminal and no line is wider', () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 6 }),
      fc.integer({ min: 20, max: 200 }),
      fc.integer({ min: 3, max: 60 }),
      (blocks, columns, rows) => {
        const { lines: drawn, cursor } = frameOf(blocks, columns, rows)
        expect(drawn.length).toBeLessThanOrEqual(rows - 1)
        for (const one of drawn) expect(lineWidth(one)).toBeLessThanOrEqual(columns)
        expect(cursor).toBeNull()
      },
    ),
    { numRuns: 60 },
  )
})

test('the chosen row is in sight wherever it stands', () => {
  const rows = Array.from({ length: 100 }, (_, index) => ({ id: String(index), cells: [line(`row ${index}`)] }))
  for (const chosen of [0, 1, 50, 98, 99]) {
    const { lines: drawn } = frameOf([{ kind: 'table', columns: [{ title: 'row' }], rows, chosen, empty: [] }], 40, 12)
    expect(drawn.map((one) => plainText(one).trimEnd())).toContain(`> row ${chosen}`)
  }
})

test('a text says what of it was shown, and follows its end', () => {
  const long = Array.from({ length: 50 }, (_, index) => line(`line ${index}`))
  const { lines: drawn, shown } = frameOf([{ kind: 'text', id: 'log', lines: long, grow: true, top: 'end' }], 40, 20)
  expect(drawn.map(plainText)).toContain('line 49')
  expect(shown['log']).toMatchObject({ total: 50, columns: 40 })
  expect((shown['log']?.top ?? 0) + (shown['log']?.height ?? 0)).toBe(50)
})

test('the cursor stands where the text is, also when it was scrolled', () => {
  const typed = Array.from({ length: 30 }, (_, index) => line(span(`line ${index}`)))
  const { lines: drawn, cursor } = frameOf([{ kind: 'text', lines: typed, cursor: { line: 29, column: 3 } }], 40, 10)
  expect(plainText(drawn[cursor?.row ?? 0] ?? [])).toBe('line 29')
  expect(cursor?.column).toBe(3)
})

test('on a narrow terminal the way to all keys, the last title and what waits stay', () => {
  const key = (label: string, refused = ''): LiveKey => ({ action: label, keys: ['x'], label, help: 'Does it.', refused })
  const parts = {
    titles: ['Agents', 'a-rather-long-name', 'edit'],
    facts: line(span('openai gpt-4o-mini'), '  ', '2 waiting'),
    blocks: [],
    notice: null,
    keys: [key('first'), key('second', 'not now'), key('third'), key('fourth'), { ...key('help'), action: 'menu.help', keys: ['?'] }],
  }
  const drawn = layOutFrame(parts, 34, 10).lines.map(plainText)
  expect(drawn[0]).toMatch(/^claw edit .*2 waiting$/)
  expect(drawn.at(-1)).toBe('x first  x third  x fourth  ? help')
  expect(layOutFrame(parts, 100, 10).lines.map(plainText).at(-1)).toContain('(x second)')
})
