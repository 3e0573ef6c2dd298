import { ask, checked } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import type { ResumeWish } from './header/resume-wish.ts'

const one = client.runs[':id']
const at = (id: string) => ({ param: { id } })

/** What is asked of the server about one run. */
export const runApi = {
  row: (id: string) => ask(one.$get(at(id))),
  cancel: (id: string, force: boolean) => ask(one.cancel.$post({ ...at(id), json: { force } })),
  resume: (id: string, wish: ResumeWish) => ask(one.resume.$post({ ...at(id), json: wish }, once())),
  rerun: (id: string) => ask(one.rerun.$post({ ...at(id), json: {} }, once())),
  steps: (id: string) => ask(one.steps.$get(at(id))),
  fork: (id: string, from: string, set: Readonly<Record<string, string>>) =>
    ask(one.fork.$post({ ...at(id), json: { from, set } }, once())),
  replay: (id: string) => ask(one.replay.$post({ ...at(id), json: {} })),
  lookAtUndo: async (id: string) => {
    const response = await checked(one.undo.$get(at(id)))
    return { report: await response.json(), etag: response.headers.get('etag') ?? '' }
  },
  undo: (id: string, etag: string) => ask(one.undo.$post({ ...at(id), json: {} }, { headers: { 'if-match': etag } })),
  files: (id: string) => ask(one.files.$get(at(id))),
  diff: (id: string, from: number, to: number) => ask(one.files.diff.$get({ ...at(id), query: { from: String(from), to: String(to) } })),
  text: (id: string, file: FileAddress) => ask(one.files.text.$get({ ...at(id), query: fileQuery(file) })),
  decisions: (id: string, { intent, tool }: DecidedCall) =>
    ask(client.audit.$get({ query: { run: id, action: 'tool.call', tool, text: intent, limit: '500' } })),
  wholeResult: (id: string, { subtask, attempt, intent }: CallAddress) =>
    ask(one.results[':subtask'][':attempt'][':intent'].$get({ param: { id, subtask, attempt, intent } })),
}

export interface FileAddress {
  readonly path: string
  readonly side: 'before' | 'after' | 'now'
  readonly change?: number
}

export interface CallAddress {
  readonly subtask: string
  readonly attempt: string
  readonly intent: string
}

export interface DecidedCall {
  readonly subtask: string
  readonly intent: string
  readonly tool: string
  readonly args_hash: string
}

/** Where the browser fetches a file by itself. */
export const runLinks = {
  export: (id: string) => `/api/runs/${id}/export`,
  raw: (id: string, file: FileAddress) => `/api/runs/${id}/files/raw?${new URLSearchParams(fileQuery(file))}`,
  image: (id: string, file: FileAddress) => `/api/runs/${id}/files/image?${new URLSearchParams(fileQuery(file))}`,
  result: (id: string, { subtask, attempt, intent }: CallAddress) =>
    `/api/runs/${id}/results/${[subtask, attempt, intent].map(encodeURIComponent).join('/')}/raw`,
}

function fileQuery({ path, side, change }: FileAddress) {
  return { path, side, ...(change === undefined ? {} : { change: String(change) }) }
}

// A press whose answer was lost can be sent again, and makes nothing twice.
function once() {
  return { headers: { 'idempotency-key': crypto.randomUUID() } }
}
