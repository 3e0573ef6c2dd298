import { expect, test } from 'vitest'
import { isLaidOut } from '../../src/view/is-laid-out.ts'

test.each([
  ['Bergen has the most rain, 203 mm.\n\n- one\n- two', false],
  ['A line that ends in two blanks  \nand goes on. Another.', false],
  ['', false],
  ['42 files:\n  src/a.ts   31.2 kB', true],
  ['| a | b |\n|---|---|', true],
  ['So:\n```\nls\n```', true],
  ['a\tb', true],
  ['├── src', true],
  ['{\n    "a": 1\n}', true],
])('%j: %s', (text, expected) => expect(isLaidOut(text)).toBe(expected))
