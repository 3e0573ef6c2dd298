/** On what edits; see web/server/if-match.ts. Optional as a parameter, since the server itself tells what is missing. */
export const ifMatch = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that the GET gave. Missing: 428; another: 412.',
  schema: { type: 'string' },
} as const

/** On what makes or edits. */
export const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: '`*` in place of If-Match: it is to be made. There already: 412.',
  schema: { type: 'string' },
} as const
