/** Text to vectors of length 1. A text without tokens gives the zero vector, which matches nothing. */
export interface Embedder {
  /** Name and version; vectors of different models are never compared. */
  readonly model: string
  /** How many numbers a vector has; 0 while an API has not told it by a first one. */
  readonly dim: number
  embed(texts: readonly string[]): Promise<Float32Array[]>
}
