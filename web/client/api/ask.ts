import type { JSONValue } from 'hono/utils/types'
import type { Json } from '../../../src/kernel/json.ts'
import { ApiError } from './api-error.ts'
import { signedOut } from './signed-out.ts'

interface Sent<T> {
  readonly ok: boolean
  readonly status: number
  json(): Promise<T>
}

/** What came over the wire, with any JSON in it as ours: hono has a type of its own for it. */
export type Received<T> = JSONValue extends T ? Json : ReceivedMember<T>
type ReceivedMember<T> = T extends (infer Item)[]
  ? Received<Item>[]
  : T extends readonly (infer Item)[]
    ? readonly Received<Item>[]
    : T extends object
      ? { [name in keyof T]: Received<T[name]> }
      : T

/** The answer of a route. Throws ApiError: refused, failed, or nobody there. */
export async function ask<T>(sent: Promise<Sent<T>>): Promise<Received<T>> {
  return (await (await checked(sent)).json()) as Received<T>
}

/** The response itself, for what is no JSON or whose ETag is needed. Throws ApiError. */
export async function checked<R extends Sent<unknown>>(sent: Promise<R>): Promise<R> {
  const response = await sent.catch(unreached)
  if (response.ok) return response
  if (response.status === 401) signedOut.set(true)
  throw await toApiError(response)
}

/** What a person is told about anything that was thrown. */
export function errorText(error: unknown): string {
  if (error instanceof ApiError) return error.fix === '' ? error.message : `${error.message} ${error.fix}`
  return error instanceof Error ? error.message : String(error)
}

function unreached(cause: unknown): never {
  // Whoever gave up the request knows it.
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
  const facts = { status: 0, detail: 'claw does not answer.', code: 'UNREACHABLE', fix: 'Is `claw web` still running?' }
  throw new ApiError(facts, { cause })
}

async function toApiError(response: Sent<unknown>): Promise<ApiError> {
  const told: unknown = await response.json().catch(() => undefined)
  const problem = isProblem(told) ? told : { detail: `The server answered ${response.status}.`, code: 'INTERNAL', fix: '' }
  return new ApiError({ ...problem, status: response.status })
}

function isProblem(told: unknown): told is { readonly detail: string; readonly code: string; readonly fix: string } {
  return typeof told === 'object' && told !== null && ['detail', 'code', 'fix'].every((name) => typeof Reflect.get(told, name) === 'string')
}
