const MAX_CHARS = 32_768
// The grammar takes time that grows with the square of the operators in one list.
const MAX_OPERATORS = 1500

/** Why a text is not read at all: what the grammar, bash and the eye would read differently. */
export function refuseText(text: string): string | undefined {
  if (text.length > MAX_CHARS) return `it is longer than ${MAX_CHARS} characters`
  if ((text.match(/[|&]+|<</g)?.length ?? 0) > MAX_OPERATORS) return `it has more than ${MAX_OPERATORS} operators`
  if (text.includes('\0')) return 'it holds a NUL character'
  if (text.includes('\r')) return 'it holds a carriage return'
  if (/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/.test(text)) return 'it holds control characters'
  if (/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u00ad\u061c\u180e]/.test(text)) return 'it holds invisible characters'
  if (/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/.test(text)) return 'it holds spaces that only look like spaces'
  if (/[\ue000-\uf8ff]|\p{Surrogate}/u.test(text)) return 'it holds characters without a meaning'
  return undefined
}
