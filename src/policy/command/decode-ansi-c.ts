const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '?': '?',
}
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g

/** The text between `$'` and `'`; null when it holds a NUL, which ends the word in bash. */
export function decodeAnsiC(text: string): string | null {
  const decoded = text.replace(
    ESCAPE,
    (all, hex2?: string, hex4?: string, hex8?: string, octal?: string, control?: string, simple?: string) => {
      const hex = hex2 ?? hex4 ?? hex8
      if (hex !== undefined) return fromCode(Number.parseInt(hex, 16))
      if (octal !== undefined) return fromCode(Number.parseInt(octal, 8) & 0xff)
      if (control !== undefined) return fromCode(control.charCodeAt(0) & 0x1f)
      return SIMPLE[simple ?? ''] ?? all
    },
  )
  return decoded.includes('\0') ? null : decoded
}

function fromCode(code: number): string {
  return code > 0x10ffff ? '\0' : String.fromCodePoint(code)
}
