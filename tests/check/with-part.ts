/** A page with the part between `<!-- name: ... -->` and `<!-- end of name -->` replaced. */
export function withPart(page: string, name: string, text: string): string {
  const [head, end] = [new RegExp(`<!-- ${name}: [^>]*-->\n`).exec(page), page.indexOf(`<!-- end of ${name} -->`)]
  if (head === null || end < 0) throw new Error(`The page has no part '${name}'`)
  return `${page.slice(0, head.index + head[0].length)}\n${text}\n\n${page.slice(end)}`
}
