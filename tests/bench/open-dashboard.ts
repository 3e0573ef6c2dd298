import { once } from 'node:events'
import type { ClawPlace } from '../helpers/claw-place.ts'
import { freePort } from '../helpers/free-port.ts'

export interface OpenedDashboard {
  readonly pid: number
  readonly port: number
  readonly cookie: string
  /** From the start of the program to its first answer. */
  readonly readyMs: number
  end(): void
}

const SIGN_IN = /(http:\S+\/sign-in\?code=\S+)\s/

/** `claw web`, up to its first answer, signed in. */
export async function openDashboard(place: ClawPlace): Promise<OpenedDashboard> {
  const port = await freePort()
  const start = performance.now()
  const child = place.start(['web', '--no-open', '--port', String(port)])
  const end = (): void => void child.kill('SIGKILL')
  try {
    let said = ''
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString('utf8')
    })
    while (!SIGN_IN.test(said)) await Promise.race([once(child.stderr ?? child, 'data'), failed(child, () => said)])
    const answer = await fetch(SIGN_IN.exec(said)?.[1] ?? '', { redirect: 'manual' })
    const readyMs = performance.now() - start
    return { pid: child.pid ?? 0, port, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', readyMs, end }
  } catch (error) {
    end()
    throw error
  }
}

async function failed(child: ReturnType<ClawPlace['start']>, said: () => string): Promise<never> {
  const [code] = await once(child, 'exit')
  throw new Error(`claw web ended with ${code}: ${said()}`)
}
