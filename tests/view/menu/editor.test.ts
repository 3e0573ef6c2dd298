import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charKey, type Key } from '../../../src/view/menu/key.ts'
import { offerPaths } from '../../../src/view/menu/parts/editor/complete-path.ts'
import { EDITOR_KEYS } from '../../../src/view/menu/parts/editor/editor-keys.ts'
import { type EditorOptions, type EditorState, newEditor } from '../../../src/view/menu/parts/editor/editor-state.ts'
import { editorView } from '../../../src/view/menu/parts/editor/editor-view.ts'
import { reduceEditor } from '../../../src/view/menu/parts/editor/reduce-editor.ts'
import { plainText } from '../../../src/view/menu/span.ts'
import { textWidth } from '../../../src/view/text-width.ts'

const OPTIONS: EditorOptions = { columns: 20, completes: 'mention' }
const key = (name: string): Key => ({ name, text: '' })
const paste = (text: string): Key => ({ name: 'paste', text })
const typed = (text: string): Key[] => Array.from(text, charKey)
const press = (state: EditorState, keys: readonly Key[], options = OPTIONS): EditorState =>
  keys.reduce((now, each) => reduceEditor(now, each, options).state, state)
/** Keys in words; what is no key's name is typed. */
const written = (keys: readonly (string | Key)[], text = '', options = OPTIONS): EditorState =>
  press(
    newEditor(text),
    keys.flatMap((each) =>
      typeof each !== 'string'
        ? [each]
        : /^(?:ctrl|alt|shift)\+|^(?:left|right|up|down|home|end|backspace|delete|enter|tab|escape)$/.test(each)
          ? [key(each)]
          : typed(each),
    ),
    options,
  )
const shown = (state: EditorState): string => `${state.text.slice(0, state.cursor)}|${state.text.slice(state.cursor)}`

describe('an editor', () => {
  it('writes, moves and erases by what a person takes for a character', () => {
    expect(shown(written(['ab', 'left', 'X']))).toBe('aX|b')
    expect(shown(written(['backspace'], 'a👨‍👩‍👧'))).toBe('a|')
    expect(shown(written(['left', 'delete'], 'ae\u0301'))).toBe('a|')
    expect(shown(written(['left', 'left'], '🇩🇪🇫🇷'))).toBe('|🇩🇪🇫🇷')
    expect(shown(written(['home', 'e'], '\u0301x'))).toBe('e\u0301|x')
  })

  it('moves and cuts by words and lines', () => {
    expect(shown(written(['alt+b', 'alt+b'], 'one two-three'))).toBe('one |two-three')
    expect(shown(written(['home', 'ctrl+right'], 'one two'))).toBe('one| two')
    expect(shown(written(['ctrl+w', 'ctrl+w', 'ctrl+y', 'ctrl+y'], 'a one two-three'))).toBe('a one two-threeone two-three|')
    expect(shown(written(['ctrl+u'], 'a\nb c'))).toBe('a\n|')
    expect(shown(written(['left', 'ctrl+k'], 'b\n'))).toBe('b|')
    expect(shown(written(['up', 'ctrl+k', 'ctrl+k', 'ctrl+e', 'ctrl+y'], 'ab\ncd'))).toBe('ab\ncd|')
  })

  it('undoes a word, an erasing and a paste at once each', () => {
    const state = written(['one two', paste('[many\nlines]'), 'backspace', 'backspace'])
    const back = (times: number): string =>
      press(
        state,
        Array.from({ length: times }, () => key('ctrl+_')),
      ).text
    expect([1, 2, 3, 4, 5].map(back)).toEqual(['one two[many\nlines]', 'one two', 'one', '', ''])
  })

  it('submits by enter, and makes new lines in three ways', () => {
    const state = written(['a', 'alt+enter', 'b', 'ctrl+j', 'c\\', 'enter', 'd'])
    expect(state.text).toBe('a\nb\nc\nd')
    expect(reduceEditor(state, key('enter'), OPTIONS)).toEqual({ state, outcome: 'submit' })
    expect(reduceEditor(newEditor('x\\'), key('enter'), { ...OPTIONS, multiline: false }).outcome).toBe('submit')
  })

  it('takes a paste as it is, without what cannot be seen, and says so', () => {
    const state = written([paste('a\r\nb\rc\u001b[31m\u202e\td\u0000')])
    expect(state.text).toBe('a\nb\nc[31m\td')
    expect(state.note).toBe('3 invisible characters left out')
    expect(written([paste('x\ny\n')], '', { ...OPTIONS, multiline: false }).text).toBe('x y')
    const full = written([paste('x'.repeat(30))], '', { ...OPTIONS, limit: 10 })
    expect([full.text.length, full.note]).toEqual([10, 'the text is full: 20 characters left out'])
    expect(written([paste('👍👍')], '', { ...OPTIONS, limit: 3 }).text).toBe('👍')
  })

  it('goes by rows in the same column, then through the history that begins alike', () => {
    const options = { ...OPTIONS, history: ['list files', 'count files', 'list agents', 'li'] }
    expect(shown(written(['up'], 'a long line of many words\nab'))).toBe('a long line of many wo|rds\nab')
    expect(shown(written(['up', 'up'], 'abcdef\nx\nabcdef', options))).toBe('abcdef|\nx\nabcdef')
    expect(written(['li', 'up'], '', options).text).toBe('list files')
    expect(written(['li', 'up', 'up'], '', options).text).toBe('list agents')
    expect(written(['li', 'up', 'up', 'down', 'down'], '', options).text).toBe('li')
    expect(written(['zz', 'up'], '', options).text).toBe('zz')
    expect(written(['up', 'up', 'up', 'ctrl+_'], 'dra\nft', { ...options, history: ['dra\nft and more'] }).text).toBe('dra\nft')
    expect(reduceEditor(newEditor('x'), key('down'), options).outcome).toBe('unused')
  })

  it('completes a path after an @, in words that a shell would quote', () => {
    const asked = written(['in @src/vi'])
    expect(asked.completing?.query).toBe('src/vi')
    expect(offerPaths(asked, 'src/v', ['late'])).toBe(asked)
    const offered = offerPaths(asked, 'src/vi', ['src/view/a b.ts', 'src/view/'])
    expect(press(offered, [key('tab')]).text).toBe('in "src/view/a b.ts" ')
    const folder = press(offered, [key('down'), key('enter')])
    expect([folder.text, folder.completing?.query]).toEqual(['in @src/view/', 'src/view/'])
    const refused = press(offered, [key('escape'), ...typed('e')])
    expect([refused.text, refused.completing]).toEqual(['in @src/vie', null])
    expect(reduceEditor(written(['me@host']), key('enter'), OPTIONS).outcome).toBe('submit')
    expect(press(offerPaths(written(['@"a b']), 'a b', ['a b/']), [key('tab')]).completing?.query).toBe('a b/')
  })

  it('takes 100 kB in a moment, and shows the rows around the cursor', () => {
    for (const text of ['some words here\n'.repeat(6400), 'x'.repeat(100_000), '日本語 '.repeat(25_000)]) {
      const began = performance.now()
      const state = written([paste(text), 'a', 'left', 'up', 'down', 'end', 'backspace'])
      const view = editorView(state, 20, 5)
      expect(performance.now() - began).toBeLessThan(2000)
      expect(state.text).toBe(text)
      expect(view.lines).toHaveLength(5)
      expect(view.more).toEqual({ above: true, below: false })
    }
  })

  it('shows nothing that a terminal would obey, wherever the text came from', () => {
    const { lines, cursor } = editorView(newEditor('a\u001b[2J\u202eb\u0000\ud800'), 20, 3)
    expect([plainText(lines[0] ?? []), cursor.column]).toEqual(['a\ufffd[2J\ufffdb\ufffd\ufffd', 9])
  })

  it('holds whatever is pressed: the cursor stands between letters and is seen, no row is too wide, and undo finds the way back', () => {
    const names = fc.constantFrom(...EDITOR_KEYS.flatMap(({ keys }) => keys), 'tab', 'escape', 'enter').map(key)
    const texts = fc.constantFrom('a', ' ', '\n', 'word', '日', '\u0301', '\u200d', '👩', '🇩', '\t', '\\', '@', '"').map(paste)
    fc.assert(
      fc.property(
        fc.array(fc.oneof(names, texts), { maxLength: 60 }),
        fc.integer({ min: 3, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        (keys, columns, rows) => {
          const options = { ...OPTIONS, columns, history: ['日本', 'a word\nand another'] }
          const state = press(newEditor(), keys, options)
          const bounds = Array.from(new Intl.Segmenter().segment(state.text), ({ index }) => index)
          expect([...bounds, state.text.length]).toContain(state.cursor)
          const { lines, cursor } = editorView(state, columns, rows)
          expect(lines.length).toBeLessThanOrEqual(rows)
          for (const each of lines) expect(textWidth(plainText(each))).toBeLessThanOrEqual(columns)
          expect(cursor.row).toBeLessThan(lines.length)
          expect(cursor.column).toBeLessThan(columns)
          expect(
            press(
              state,
              Array.from({ length: 200 }, () => key('ctrl+_')),
              options,
            ).text,
          ).toBe('')
        },
      ),
      { numRuns: 400 },
    )
  })
})
