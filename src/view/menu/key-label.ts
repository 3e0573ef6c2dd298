const LABELS: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Esc',
  space: 'Space',
  tab: 'Tab',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
  delete: 'Del',
  f1: 'F1',
}

/** A key as a person reads it: `Ctrl-R`, `Alt-Enter`, `Esc`, `j`. */
export function keyLabel(name: string): string {
  const parts = name.split(/\+(?=.)/)
  const last = parts.pop() ?? name
  const held = parts.map((part) => `${part[0]?.toUpperCase() ?? ''}${part.slice(1)}-`).join('')
  return `${held}${LABELS[last] ?? (held === '' ? last : last.toUpperCase())}`
}
