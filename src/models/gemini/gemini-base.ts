/** Where the Gemini API stands at an address, which may name its version. */
export function geminiBase(address: string): string {
  return /\/v\d+(?:(?:alpha|beta)\d*)?$/.test(address) ? address : `${address}/v1beta`
}
