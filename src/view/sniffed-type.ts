const SIGNATURES = [
  ['png', /^\x89PNG\r\n\x1a\n/],
  ['jpeg', /^\xff\xd8\xff/],
  ['webp', /^RIFF[\s\S]{4}WEBP/],
  ['gif', /^GIF8[79]a/],
] as const

export type ImageType = (typeof SIGNATURES)[number][0]

/** The kind of an image by its first bytes; undefined for anything else. SVG is none: it is a program. */
export function sniffedType(content: Uint8Array): ImageType | undefined {
  const head = String.fromCharCode(...content.subarray(0, 16))
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0]
}
