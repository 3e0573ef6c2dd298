/** What the thread of the transformers embedder is started with. */
export interface TransformersSettings {
  /** The library's entry file. */
  readonly library: string
  /** A folder's parent and name, or null and a name on the hub. */
  readonly parent: string | null
  readonly name: string
  readonly cacheDir: string
}

export interface EmbedRequest {
  readonly id: number
  readonly texts: readonly string[]
}

export type EmbedReply =
  | { readonly id: number; readonly dim: number; readonly vectors: Float32Array }
  | { readonly id: number; readonly problem: string }
