/** One secret of the user, as it stands in secrets.json. */
export interface Secret {
  readonly name: string
  readonly value: string
  /** ISO 8601; null in a file of the older form, which had names and values only. */
  readonly since: string | null
  /** `host` (port 443) or `host:port`; empty for the key of a model provider, which no tool gets. */
  readonly hosts: readonly string[]
  /** The only agents that may use it; empty: every agent. */
  readonly agents: readonly string[]
}

export const SECRET_NAME = /^[A-Z][A-Z0-9_]{0,63}$/
/** Masking a shorter one would cut holes into ordinary text, and it could be guessed. */
export const MIN_SECRET_LENGTH = 8
export const MAX_SECRET_LENGTH = 8192

/** Why a text cannot be kept as a secret; undefined when it can. Never tells the text. */
export function secretValueProblem(value: string): string | undefined {
  if (value === '') return 'it is empty'
  if (value.length < MIN_SECRET_LENGTH) return `it is shorter than ${MIN_SECRET_LENGTH} characters`
  if (value.length > MAX_SECRET_LENGTH) return `it is longer than ${MAX_SECRET_LENGTH} characters`
  return /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(value) ? undefined : 'it has a line break or another control character'
}

/** `api.example.com`, `api.example.com:8443`, `[::1]:8080`: one host, never a pattern. */
export function isSecretHost(host: string): boolean {
  if (host.length > 260 || host !== host.toLowerCase() || /[\s/@?#*%\\]/.test(host)) return false
  const url = URL.canParse(`https://${host}`) ? new URL(`https://${host}`) : undefined
  return url !== undefined && url.username === '' && (url.host === host || `${url.host}:443` === host)
}
