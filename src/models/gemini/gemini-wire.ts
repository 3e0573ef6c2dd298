import type { ModelRequest } from '../chat-model.ts'
import type { CreateWire, WireCall, WireEndpoint, WireReply } from '../wire/provider-wire.ts'
import { withGuardedFetch } from '../wire/with-guarded-fetch.ts'
import { collectReply } from './collect-reply.ts'
import { geminiLimits } from './gemini-limits.ts'
import { makeBody } from './make-body.ts'
import { streamResponses } from './stream-responses.ts'
import { tellSchema } from './tell-schema.ts'
import { isSignatureRefused, withoutSignatures } from './without-signatures.ts'

/** The Gemini API of Google. */
export const createGeminiWire: CreateWire = (given) => {
  // The API's own lists write it before each name.
  const endpoint = { ...given, model: given.model.replace(/^models\//, '') }
  return {
    ask: (request, call) => askGemini(endpoint, tellSchema(request), call),
    limits: (signal) => geminiLimits(endpoint, signal),
  }
}

async function askGemini(endpoint: WireEndpoint, request: ModelRequest, call: WireCall): Promise<WireReply> {
  try {
    return await askOnce(endpoint, request, call)
  } catch (failure) {
    if (!isSignatureRefused(failure)) throw failure
    return askOnce(endpoint, withoutSignatures(request), call)
  }
}

// LangChain would leave out why an answer ended and what its thoughts cost, and trips over what is null: the answer is read here.
function askOnce(endpoint: WireEndpoint, request: ModelRequest, { signal, onText }: WireCall): Promise<WireReply> {
  return withGuardedFetch({ endpoint, signal }, async (guarded) => {
    const body = await makeBody(endpoint, request)
    return collectReply(streamResponses(endpoint, body, guarded), onText)
  })
}
