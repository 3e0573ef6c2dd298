/**
 * OLLAMA_HOST as Ollama itself reads it (`host`, `host:port`, `http://host:port`; 0.0.0.0 listens everywhere and is reached on
 * loopback), when it names this machine; undefined otherwise: where prompts go is said by OLLAMA_BASE_URL alone.
 */
export function ollamaAddress(host: string | undefined): string | undefined {
  if (host === undefined) return undefined
  const text = /^https?:\/\//.test(host) ? host : `http://${host}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !HERE.test(url.hostname)) return undefined
  const port = url.port === '' && !host.startsWith('http') ? '11434' : url.port
  const name = ANYWHERE.has(url.hostname) ? '127.0.0.1' : url.hostname
  return `${url.protocol}//${name}${port === '' ? '' : `:${port}`}`
}

const ANYWHERE = new Set(['0.0.0.0', '[::]'])
const HERE = /^(?:localhost|127\.[\d.]+|\[::1?\]|0\.0\.0\.0)$/
