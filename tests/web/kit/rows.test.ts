import { describe, expect, it } from 'vitest'
import { unifiedDiff } from '../../../src/view/unified-diff.ts'
import { fieldAt, isCommand, problemOf } from '../../../web/client/kit/notice/problem-of.ts'
import { markedOf, withRow } from '../../../web/client/kit/table/selection.ts'
import { diffPairs, diffRows } from '../../../web/client/kit/text/diff-rows.ts'
import { jsonRows } from '../../../web/client/kit/text/json-rows.ts'
import { textRows } from '../../../web/client/kit/text/text-rows.ts'

describe('a text as rows', () => {
  it('has one row a line, without one after the last newline', () => {
    expect(textRows('a\r\n\nb\n')).toEqual([
      { line: 1, text: 'a' },
      { line: 2, text: '' },
      { line: 3, text: 'b' },
    ])
  })

  it('shows every character that is not seen', () => {
    expect(textRows('a\u202eb\u0007\u200b')[0]?.text).toBe('a\\u{202e}b\\u{7}\\u{200b}')
  })

  it('cuts a long line into pieces, none of them through a character (encodeURIComponent throws over half of one)', () => {
    const text = `x${'😀'.repeat(3000)}`
    const rows = textRows(text)
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.map((row) => row.text).join('')).toBe(text)
    expect(rows.every((row) => encodeURIComponent(row.text) !== '')).toBe(true)
    expect(rows.map(({ line }) => line).filter((line) => line !== undefined)).toEqual([1])
  })

  it('takes a megabyte at once', () => {
    const start = performance.now()
    expect(textRows('word '.repeat(200_000)).length).toBeGreaterThan(400)
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('a value as rows', () => {
  const value = { a: [1, { 'b/c': 'x\u202e' }], d: {}, e: null }

  it('is what JSON would write, when all is open', () => {
    const rows = jsonRows(value, () => true)
    const text = rows.map(({ depth, name = '', text, comma }) => `${'  '.repeat(depth)}${name}${text}${comma ? ',' : ''}`).join('\n')
    expect(JSON.parse(text.replaceAll('\\u{202e}', '\\u202e'))).toEqual(value)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
    expect(rows.find(({ kind }) => kind === 'string')).toMatchObject({ id: '/a/1/b~1c', text: '"x\\u{202e}"' })
  })

  it('has nothing below what is folded', () => {
    expect(jsonRows(value, (_, depth) => depth < 1).map(({ text }) => text)).toEqual(['{', '[ … ]', '{}', 'null', '}'])
    expect(jsonRows(value, () => false)).toMatchObject([{ folded: true, members: 3 }])
  })
})

describe('a difference as rows', () => {
  const rows = diffRows(unifiedDiff('a\nb\nc\n', 'a\nB\n2\nc\n') ?? [])

  it('has the numbers of both sides', () => {
    expect(rows.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['hunk', undefined, undefined],
      ['same', 1, 1],
      ['removed', 2, undefined],
      ['added', undefined, 2],
      ['added', undefined, 3],
      ['same', 3, 4],
    ])
  })

  it('may come with the headers of a patch', () => {
    expect(diffRows(['--- a/x', '+++ b/x', '@@ -1,1 +1,1 @@', '--- x', '+y']).map(({ kind }) => kind)).toEqual([
      'hunk',
      'hunk',
      'hunk',
      'removed',
      'added',
    ])
  })

  it('stands side by side', () => {
    expect(diffPairs(rows).map(({ left, right }) => [left?.text, right?.text])).toEqual([
      [rows[0]?.text, rows[0]?.text],
      ['a', 'a'],
      ['b', 'B'],
      [undefined, '2'],
      ['c', 'c'],
    ])
  })
})

describe('marks', () => {
  const all = ['a', 'b', 'c', 'd']

  it('are put one by one, and in a stretch either way', () => {
    expect([...withRow(new Set(['a']), all, 1, true)]).toEqual(['a', 'b'])
    expect([...withRow(new Set(), all, 1, true, 3)].sort()).toEqual(['b', 'c', 'd'])
    expect([...withRow(new Set(all), all, 2, false, 0)]).toEqual(['d'])
  })

  it('are none, some or all', () => {
    expect(markedOf(new Set(), all)).toBe('none')
    expect(markedOf(new Set(['b']), all)).toBe('some')
    expect(markedOf(new Set(all), all)).toBe('all')
  })
})

describe('a problem', () => {
  it('is told whatever was thrown', () => {
    expect(problemOf('no')).toEqual({ detail: 'no', fix: '', code: '', errors: [] })
    expect(problemOf(new Error('x\u202e'))).toMatchObject({ detail: 'x\\u{202e}' })
    expect(problemOf({ detail: 'd', fix: 'claw setup', errors: [{ pointer: '/a', detail: 'is needed' }, 3] })).toMatchObject({
      detail: 'd',
      fix: 'claw setup',
      errors: [{ pointer: '/a', detail: 'is needed' }],
    })
  })

  it('points at a field', () => {
    expect([fieldAt('/limits/steps'), fieldAt('#/a~1b/0'), fieldAt('')]).toEqual(['limits.steps', 'a/b.0', ''])
  })

  it('has a fix that is a command, or a sentence', () => {
    expect(isCommand('claw agent edit indexer --allow terminal')).toBe(true)
    expect(isCommand('claw does not answer: start it again.')).toBe(false)
    expect(isCommand('Choose another name.')).toBe(false)
  })
})
