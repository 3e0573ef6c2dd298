import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Models and planning. */
export const MODEL_ERRORS = {
  NO_MODEL: {
    exit: x.model,
    meaning: 'No language model can be used, and the rules engine alone cannot do this.',
    fix: 'claw setup (connects a model), or ask for something that the rules can do.',
  },
  MODEL_KEY_MISSING: {
    exit: x.model,
    meaning: 'An agent names a model of a provider that cannot be used: it is not known, or its key is not set.',
    fix: 'claw secret set <name of the key>; claw resume <run>',
  },
  MODEL_KEY_REJECTED: {
    exit: x.model,
    meaning: 'The model provider rejected the key.',
    fix: 'claw setup (asks for another key), or look which one is used: claw models why',
  },
  MODEL_RATE_LIMITED: { exit: x.model, meaning: 'The provider still answers 429 after the retries.', fix: 'Wait, then: claw resume <run>' },
  MODEL_UNAVAILABLE: {
    exit: x.model,
    meaning: 'The provider cannot be reached or answers 5xx after the retries.',
    fix: 'claw models test, then: claw resume <run>',
  },
  MODEL_TIMEOUT: {
    exit: x.model,
    meaning: 'The provider did not answer in CLOSED_CLAW_LLM_TIMEOUT_SEC.',
    fix: 'Raise CLOSED_CLAW_LLM_TIMEOUT_SEC, then: claw resume <run>',
  },
  MODEL_BAD_RESPONSE: {
    exit: x.model,
    meaning: 'The provider answered with something that is not a chat completion.',
    fix: 'Check the address and CLOSED_CLAW_LLM_MODEL: claw models test',
  },
  MODEL_BAD_REQUEST: {
    exit: x.model,
    meaning: 'The provider refused the request (400, 404, 422).',
    fix: 'claw models list shows the models there are.',
  },
  MODEL_CONTEXT_LENGTH: {
    exit: x.model,
    meaning: 'What has to be told (role, skills, tools, task, results) does not fit into the context window of the model.',
    fix: 'Choose a model with a larger window (claw models list), then: claw resume <run>',
  },
  MODEL_REFUSED: {
    exit: x.failed,
    meaning: 'The model refused to answer, or the content filter of the provider stopped the answer.',
    fix: 'Say the task differently, or choose another model.',
  },
  PLAN_INVALID: {
    exit: x.failed,
    meaning: 'The plan of the model was invalid twice.',
    fix: 'Say the task in smaller steps, or choose another model.',
  },
  EMBEDDER_MISSING: {
    exit: x.configuration,
    meaning: 'The transformers embedder is chosen, and the package that it needs is not installed.',
    fix: 'claw doctor',
  },
  EMBEDDER_FAILED: {
    exit: x.configuration,
    meaning: 'The chosen embedder cannot be loaded, or gave no vectors.',
    fix: 'CLOSED_CLAW_EMBEDDING_MODEL=static claw run "..."',
  },
} as const satisfies Record<string, ErrorCodeInfo>
