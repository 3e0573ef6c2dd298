import type { JsonObject } from '../../kernel/json.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileServices } from './file-io-services.ts'

export type Recovered = { readonly state: 'done'; readonly result: JsonObject } | { readonly state: 'not_done' | 'unknown' }

/** An operation that changes files. `prepare` says what is there and what will be; both it and `run` throw ClawError. */
export interface FileOperation {
  prepare(input: FileIoInput, services: FileServices): Promise<JsonObject>
  run(input: FileIoInput, services: FileServices, detail: JsonObject): Promise<JsonObject>
  /** Looks at the files after a crash. */
  recover(input: FileIoInput, services: FileServices, detail: JsonObject): Promise<Recovered>
}
