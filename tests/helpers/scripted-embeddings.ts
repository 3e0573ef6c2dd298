import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'

export interface EmbeddingsRequest {
  readonly path: string
  readonly authorization: string | undefined
  readonly model: string
  readonly input: readonly string[]
}

export interface EmbeddingsAnswer {
  readonly data: { index: number; embedding: number[] }[]
}

export interface ScriptedEmbeddings {
  /** Base URL with `/v1`. */
  readonly url: string
  readonly requests: readonly EmbeddingsRequest[]
  close(): Promise<void>
}

export interface ScriptedEmbeddingsOptions {
  readonly dim?: number
  /** May answer request `n` (from 1) itself, leave it without an answer by `true`, or change the good answer. */
  readonly instead?: (n: number, response: ServerResponse, good: EmbeddingsAnswer) => unknown
}

/** An embeddings API on loopback. Texts that share words have near vectors, which are not of length 1. */
export async function startScriptedEmbeddings({ dim = 64, instead }: ScriptedEmbeddingsOptions = {}): Promise<ScriptedEmbeddings> {
  const requests: EmbeddingsRequest[] = []
  const server = createServer((request, response) => {
    void readText(request).then((body) => {
      const { model = '', input = [] } = body === '' ? {} : (JSON.parse(body) as Partial<EmbeddingsRequest>)
      const n = requests.push({ path: request.url ?? '', authorization: request.headers.authorization, model, input })
      const good = { data: input.map((text, index) => ({ index, embedding: vectorOf(text, dim) })) }
      if (instead?.(n, response, good) !== true && !response.headersSent) answerJson(response, 200, good)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}/v1`, requests, close }
}

export function answerJson(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function vectorOf(text: string, dim: number): number[] {
  const vector = new Array<number>(dim).fill(0)
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) {
    const place = [...word].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7) % dim
    vector[place] = (vector[place] ?? 0) + 3
  }
  return vector
}
