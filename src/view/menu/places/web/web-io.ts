export type WebEffect = { readonly do: 'serve' }
export type WebData = { readonly type: 'served'; readonly url: string; readonly signInUrl: string } | { readonly type: 'failed' }
