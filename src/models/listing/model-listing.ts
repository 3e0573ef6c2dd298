export interface ListedModel {
  readonly id: string
  /** Tokens of its window as the server says; null: it does not say. */
  readonly context_tokens: number | null
}

export type ModelListing =
  | { readonly state: 'ok'; readonly models: readonly ListedModel[]; readonly detail: string }
  | { readonly state: 'key_rejected' | 'unreachable' | 'unexpected'; readonly detail: string }
