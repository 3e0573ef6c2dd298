const ROW_BYTES = 300

/** About what an item takes in the file: its text, its terms in the index, its vector and its row. */
export function memoryBytes(text: string, vectorBytes: number): number {
  return 3 * Buffer.byteLength(text) + vectorBytes + ROW_BYTES
}
