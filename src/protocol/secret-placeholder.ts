const PLACEHOLDER = /\$\{secret:([A-Za-z0-9_]{1,64})\}/g

/** How an agent writes a secret: its name, never its value. */
export function secretPlaceholder(name: string): string {
  return `\${secret:${name}}`
}

/** Each placeholder of a text replaced by what `value` gives for its name. */
export function fillPlaceholders(text: string, value: (name: string) => string): string {
  return text.replace(PLACEHOLDER, (_, name: string) => value(name))
}

/** The names in a text, each once; also where a URL has encoded them. */
export function placeholderNames(text: string): string[] {
  const plain = text.replace(/%(24|7B|3A|7D)/gi, (code) => decodeURIComponent(code))
  return [...new Set([...plain.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))]
}
