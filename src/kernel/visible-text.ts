// C0 and C1 controls except tab and newline; marks, overrides and isolates of direction; what has no width; fillers; tags and variation
// selectors beyond the BMP, which can smuggle text; BOM.
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\udb40[\udc00-\uddef]|\ud834[\udd73-\udd7a]|\u034f|\u17b4|\u17b5|\u180b|\u180c|\u180d|\u180f/g

// Soft hyphen and joiners: scripts and emoji need them, and they act on nothing.
const HARMLESS = new Set(['\u00ad', '\u200c', '\u200d'])

/** Text that a terminal, a log or a person can be shown: every control, bidi and zero-width character as `\u{...}`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, escaped)
}

/** Like visibleText, on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t')
}

/** Text for a program that reads on, which may end in a terminal after all: like visibleText, but joiners stay as they are. */
export function harmlessText(text: string): string {
  return text.replace(INVISIBLE, (char) => (HARMLESS.has(char) ? char : escaped(char)))
}

/** JSON whose bytes show every such character by `\uXXXX`, and that parses to the very same value. */
export function visibleJson(json: string): string {
  return json.replace(INVISIBLE, (chars) =>
    chars
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

function escaped(char: string): string {
  return `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`
}
