const MIN_FORM = 6

/**
 * The ways in which a value may turn up in a text: as it is, in JSON (also in JSON within JSON), in a URL, a form or HTML, in hexadecimal, and in
 * base64, where it looks different at each of the three offsets that it may have.
 */
export function secretForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  // encodeURIComponent throws on half a surrogate pair.
  const url = encodeURIComponent(Buffer.from(value).toString())
  const query = formEncoded(url)
  const hex = Buffer.from(value).toString('hex')
  const forms = [
    value,
    json,
    JSON.stringify(json).slice(1, -1),
    url,
    lowerHex(url),
    query,
    lowerHex(query),
    hex,
    hex.toUpperCase(),
    htmlEncoded(value),
    ...base64Forms(value),
  ]
  return [...new Set(forms)].filter((text) => text.length >= MIN_FORM)
}

// As URLSearchParams writes it.
function formEncoded(url: string): string {
  return url.replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`).replaceAll('%20', '+')
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
}

function htmlEncoded(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
}

/** What stands for the value alone: the characters that it shares with its neighbours are left out. */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value)
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64')
    const first = Math.ceil((offset * 8) / 6)
    const last = Math.floor(((offset + bytes.length) * 8) / 6)
    const core = encoded.slice(first, last)
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')]
  })
}
