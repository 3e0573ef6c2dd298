import { expect, test } from 'vitest'
import { createFrameDrawer } from '../../src/tui/frame-drawer.ts'
import type { Frame } from '../../src/view/menu/layout/lay-out-frame.ts'
import { line, span } from '../../src/view/menu/span.ts'
import { ANSI } from '../../src/view/paint.ts'

const frame = (text: string, cursor: Frame['cursor'] = null): Frame => ({ lines: [line(span(text, 'accent'))], cursor, shown: {} })

test('a frame that stands there already is not rendered again, until the screen is not known any more', async () => {
  const written: string[] = []
  let painted = 0
  const cyan = (text: string): string => {
    painted += 1
    return ANSI.cyan(text)
  }
  const drawer = await createFrameDrawer({ write: (bytes) => void written.push(bytes), columns: () => 40 }, { ...ANSI, cyan })
  drawer.draw(frame('one'))
  expect([painted, written.length]).toEqual([1, 1])
  drawer.draw(frame('one'))
  expect([painted, written.length]).toEqual([1, 1])
  drawer.draw(frame('one', { row: 0, column: 2 }))
  expect(written).toHaveLength(2)
  expect(written.at(-1)).toContain('\u001b[1;3H')
  drawer.forget()
  drawer.draw(frame('one', { row: 0, column: 2 }))
  expect(written.at(-1)).toContain('\u001b[36mone')
  drawer.draw(frame('two'))
  expect(written.at(-1)).toContain('two')
  drawer.close()
})
