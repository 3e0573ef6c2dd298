const WORD = /[A-Za-z0-9_-]/
const OPEN_PRIVATE_KEY = /-----BEGIN (?:[A-Z ]*-{0,5}$|[A-Z ]*PRIVATE KEY-----(?![\s\S]*-----END [A-Z ]*PRIVATE KEY-----))/

/**
 * How many characters of a growing text are masked alike whatever follows: its end may be the beginning of a secret.
 * `forms`: the known secrets in all their forms.
 */
export function settledLength(text: string, forms: readonly string[], mask: (text: string) => string): number {
  const cut = Math.min(beforeLastWord(text), beforeOpenKey(text), beforeBegunForm(text, forms))
  if (cut === 0) return 0
  // Through a secret that overlaps the beginning of another one nothing is cut.
  return mask(text) === mask(text.slice(0, cut)) + mask(text.slice(cut)) ? cut : 0
}

// A word that goes on may become a key by its shape: every such shape is one word.
function beforeLastWord(text: string): number {
  let at = text.length
  while (at > 0 && WORD.test(text.charAt(at - 1))) at -= 1
  return at
}

function beforeOpenKey(text: string): number {
  return OPEN_PRIVATE_KEY.exec(text)?.index ?? text.length
}

function beforeBegunForm(text: string, forms: readonly string[]): number {
  const longest = forms.reduce((most, form) => Math.max(most, form.length), 0)
  for (let at = Math.max(0, text.length - longest + 1); at < text.length; at += 1) {
    const rest = text.slice(at)
    if (forms.some((form) => form[0] === rest[0] && form.length > rest.length && form.startsWith(rest))) return at
  }
  return text.length
}
