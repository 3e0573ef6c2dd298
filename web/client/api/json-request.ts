/** For a request that changes something and has no body, which says all the same what it would be: the guard asks for it. */
export const JSON_REQUEST = { 'content-type': 'application/json' } as const
