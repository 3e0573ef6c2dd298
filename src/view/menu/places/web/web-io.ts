export type WebEffect = { readonly do: 'serve' } | { readonly do: 'open'; readonly address: string }
export type WebData = { readonly type: 'served'; readonly url: string; readonly signInUrl: string } | { readonly type: 'failed' }
