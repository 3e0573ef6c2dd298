/** The bytes of a vector as SQLite keeps them: 32-bit floats, little endian as on every platform that Node runs on. */
export function toBlob(vector: Float32Array): Buffer {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)
}

// A blob may start at any byte: Float32Array needs a multiple of four.
export function fromBlob(blob: Buffer): Float32Array {
  if (blob.byteOffset % 4 === 0) return new Float32Array(blob.buffer, blob.byteOffset, blob.byteLength / 4)
  return new Float32Array(new Uint8Array(blob).buffer)
}

/** Cosine similarity to `query`, -1..1; 0 for a zero vector, which matches nothing. */
export function cosineTo(query: Float32Array): (vector: Float32Array) => number {
  const length = Math.sqrt(dot(query, query))
  return (vector) => {
    const product = dot(query, vector)
    return product === 0 ? 0 : product / (length * Math.sqrt(dot(vector, vector)))
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/**
 * The mean direction of vectors of length 1 (the zero vector when there is none), and the mean cosine between any two of them
 * (null with fewer than two): the sum's square is the number of vectors plus twice all pairs.
 */
export function centroidOf(
  vectors: readonly Float32Array[],
  dim: number,
): { readonly centroid: Float32Array; readonly cohesion: number | null } {
  const own = vectors.filter((vector) => !isZero(vector))
  const sum = new Float32Array(dim)
  for (const vector of own) for (let i = 0; i < dim; i += 1) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0)
  const square = dot(sum, sum)
  const length = Math.sqrt(square)
  return {
    centroid: length === 0 ? sum : sum.map((value) => value / length),
    cohesion: own.length < 2 ? null : (square - own.length) / (own.length * (own.length - 1)),
  }
}

// The numbers of a vector of length 1 are about 1 / sqrt(dim) wide: five times that fills int8, what is wider is cut.
const WIDTHS = 5

/** A vector of length 1 as one byte a number. */
export function coarse(vector: Float32Array): Buffer {
  const scale = (127 * Math.sqrt(vector.length)) / WIDTHS
  const bytes = Int8Array.from(vector, (value) => Math.max(-127, Math.min(127, Math.round(value * scale))))
  return Buffer.from(bytes.buffer)
}

export function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0)
}
