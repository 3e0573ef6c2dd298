import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { App } from '../../src/app/app-port.ts'
import { createApp } from '../../src/app/create-app.ts'
import type { Config } from '../../src/config/config.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import type { WebSettings } from '../../web/server/settings/web-settings.ts'
import { startWeb, type WebServer } from '../../web/server/start-web.ts'

export interface WebPlace {
  readonly app: App
  readonly settings: WebSettings
  readonly web: WebServer
  readonly port: number
  readonly root: string
  readonly workspace: string
  close(): Promise<void>
}

/** A dashboard over a workspace of its own, as the command makes it. */
export async function webPlace(
  clientDir: string,
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<WebPlace> {
  const root = mkdtempSync(join(tmpdir(), 'claw-web-'))
  const workspace = join(root, 'work')
  mkdirSync(workspace)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, path)), { recursive: true })
    writeFileSync(join(workspace, path), text)
  }
  const wholeEnv = { HOME: join(root, 'home'), PATH: process.env['PATH'] ?? '', ...env }
  const opened: App[] = []
  const read = (flags: Readonly<Record<string, string>> = {}) => loadConfig({ env: wholeEnv, cwd: workspace, workspace, flags })
  const open = async (config: Config): Promise<App> => {
    const another = await createApp(config)
    opened.push(another)
    return another
  }
  const config = read()
  const settings = { read, readWith: read, open }
  const giveBack = putEnvironment(wholeEnv)
  const app = await open(config)
  const web = await startWeb({ app, settings, host: '127.0.0.1', port: 0, clientDir })
  return {
    app,
    settings,
    web,
    port: Number(new URL(web.url).port),
    root,
    workspace,
    close: async () => {
      await web.close()
      for (const each of opened) await each.close()
      giveBack()
      // A run in a process of its own may still be writing its last lines.
      rmSync(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    },
  }
}

/** Runs are carried out by processes of their own: they get the environment of this one. */
function putEnvironment(env: Readonly<Record<string, string>>): () => void {
  const before = { ...process.env }
  Object.assign(process.env, env)
  return () => {
    for (const name of Object.keys(env)) {
      const value = before[name]
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
  }
}
