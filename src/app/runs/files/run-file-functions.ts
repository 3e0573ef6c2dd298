import type { Services } from '../../open-services.ts'
import type { RunFileFunctions } from './run-file-functions-port.ts'

export function runFileFunctions(services: Services): RunFileFunctions {
  return {
    runFiles: async (run_id) => (await import('./list-run-files.ts')).listRunFiles(services, run_id),
    runFileDiff: async (...request) => (await import('./run-file-diff.ts')).runFileDiff(services, ...request),
    runFileText: async (...request) => (await import('./run-file-text.ts')).runFileText(services, ...request),
    runFileBytes: async (...request) => (await import('./content-of-run-file.ts')).contentOfRunFile(services, ...request),
  }
}
