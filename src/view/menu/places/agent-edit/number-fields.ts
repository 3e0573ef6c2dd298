/** Fields of a manifest that are numbers, with their bounds (src/protocol/manifest.ts). */
export const NUMBER_FIELDS = [
  { name: 'model.temperature', label: 'temperature', help: 'Empty: that of the model.' },
  { name: 'limits.steps', label: 'steps', min: 1, max: 100, whole: true, help: 'At most so many steps a subtask.' },
  { name: 'limits.tool_calls', label: 'tool calls', min: 1, max: 1000, whole: true, help: 'At most so many a subtask.' },
  { name: 'limits.timeout_s', label: 'seconds', min: 0.001, max: 86_400, help: 'At most so long a subtask.' },
  { name: 'limits.memory_mb', label: 'memory MB', min: 32, max: 8192, whole: true, help: 'What its process may take.' },
  { name: 'limits.tokens', label: 'tokens', min: 1, whole: true, help: 'Over all its model calls of a run.' },
  { name: 'limits.cost_usd', label: 'US dollars', min: 0.000_001, help: 'Over all its model calls of a run.' },
] as const
