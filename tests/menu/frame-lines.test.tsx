import { render } from 'ink-testing-library'
import { expect, test } from 'vitest'
import { FrameLines } from '../../src/tui/frame-lines.tsx'
import { line, span } from '../../src/view/menu/span.ts'
import { ANSI, PLAIN } from '../../src/view/paint.ts'

const LINES = [line(span('claw', 'accent'), ' Home'), line(), line(span('漢字', 'bad'))]

test('lines come out one below the other, an empty one too, coloured by what they mean', () => {
  expect(render(<FrameLines lines={LINES} paint={PLAIN} />).lastFrame()).toBe('claw Home\n\n漢字')
  expect(render(<FrameLines lines={LINES} paint={ANSI} />).lastFrame()).toBe('\u001b[36mclaw\u001b[39m Home\n\n\u001b[31m漢字\u001b[39m')
})
