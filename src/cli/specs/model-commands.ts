import { PROVIDERS } from '../../config/config.ts'
import { MODEL_PROVIDERS } from '../../config/providers.ts'
import type { CommandSpec } from '../command-spec.ts'
import { PLAIN_OUTPUTS, YES } from './shared-options.ts'

const place = { group: 'place', document: 'result', outputs: PLAIN_OUTPUTS } as const

/** Commands about language models. */
export const MODEL_COMMANDS: readonly CommandSpec[] = [
  {
    ...place,
    name: 'setup',
    summary: 'Connect a language model: provider, model and key, tried before they are saved.',
    args: [],
    options: [
      { name: 'provider', value: 'NAME', choices: PROVIDERS, description: 'without a model: rules' },
      { name: 'model', value: 'NAME', description: "model; the provider's default when absent" },
      { name: 'base-url', value: 'URL', description: 'address of the server; own: that of the provider' },
      { name: 'key-stdin', description: 'read the key from a pipe' },
      { name: 'key-env', value: 'VARIABLE', description: 'keep the key that stands in this variable' },
      { name: 'call', description: 'test with a real call, also where it costs' },
      { name: 'save-anyway', description: 'save also when the test fails' },
      YES,
    ],
    examples: [
      'claw setup',
      'claw setup --provider claude --key-env ANTHROPIC_API_KEY --yes',
      'pass show openai | claw setup --provider openai --key-stdin --yes',
      'claw setup --provider ollama --model qwen3:8b --yes',
      'claw setup --provider openai --base-url http://127.0.0.1:1234/v1 --yes',
      'claw setup --provider rules --yes',
    ],
    load: () => import('../commands/setup.ts'),
  },
  {
    ...place,
    name: 'models',
    summary: 'Language models: list what there is, use one, test it, and say why this one.',
    args: [
      { name: 'action', description: 'list (when absent), use, test or why', required: false, choices: ['list', 'use', 'test', 'why'] },
      { name: 'model', description: 'of use and test: PROVIDER or PROVIDER:MODEL', required: false },
    ],
    options: [
      { name: 'provider', value: 'NAME', choices: MODEL_PROVIDERS, description: 'list: of this provider instead of the one in use' },
    ],
    examples: [
      'claw models list',
      'claw models list --provider gemini',
      'claw models use claude:claude-haiku-4-5',
      'claw models use rules',
      'claw models test',
      'claw models why',
    ],
    load: () => import('../commands/models.ts'),
  },
]
