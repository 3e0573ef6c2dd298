/** Text for LIKE, whose wildcards mean nothing in it. */
export function likeText(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
