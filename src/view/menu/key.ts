/**
 * A key that was pressed. `name` as the key table writes it: a character as it is ('j', 'J', '/'), 'space', 'enter', 'escape', 'tab', 'up',
 * 'pagedown', 'home', 'backspace', 'f1', with 'ctrl+', 'alt+', 'shift+' before it ('ctrl+c', 'alt+enter', 'shift+tab').
 */
export interface Key {
  readonly name: string
  /** What it puts into a text; empty when nothing. */
  readonly text: string
}

export function charKey(char: string): Key {
  return { name: char === ' ' ? 'space' : char, text: char }
}
