import { ClawError } from '../../kernel/claw-error.ts'
import { readText } from '../fork/fork-settings.ts'
import type { Services } from '../open-services.ts'
import { writeRecording } from '../replay/recording-file.ts'
import { takeRecording } from '../replay/take-recording.ts'
import { requireOwnRun } from '../require-own-run.ts'
import type { EvalFunctions } from './eval-functions-port.ts'
import { evalRuns } from './eval-runs.ts'

export function evalFunctions(services: Services): EvalFunctions {
  return {
    recordRun: async (run_id, folder) => {
      const recording = takeRecording(services, run_id)
      requireOwnRun(services, run_id)
      return writeRecording(folder, recording, services.redactor)
    },
    evalRuns: ({ prompt, skills, ...request }, signal) =>
      evalRuns(
        services,
        {
          ...request,
          prompt: prompt === null ? null : readText(prompt),
          skills: Object.fromEntries(skills.map(skillOf)),
        },
        signal,
      ),
  }
}

function skillOf(word: string): [string, string] {
  const at = word.indexOf('=')
  if (at > 0 && at < word.length - 1) return [word.slice(0, at), readText(word.slice(at + 1))]
  throw new ClawError('USAGE', `--skill '${word}' is not AGENT=FILE, for example: --skill writer=skill.md`)
}
