import type { App, AppModule } from '../app/app-port.ts'
import type { Config } from '../config/config.ts'
import type { Notice } from '../view/menu/screen.ts'

/** What the menu is given by the command line. */
export interface MenuHost {
  readonly config: Config
  /** The same, but for the state of a folder that is no workspace: that stands elsewhere until work is done. */
  configToLook(): Config
  /** As a start of claw with these settings before all others would find it. Throws CONFIG_INVALID. */
  configWith(settings: Readonly<Record<string, string>>): Config
  /** Reads the settings anew after a change; what is opened from then on goes by them. */
  renew(): Config
  module(): Promise<AppModule>
  /** Serves the dashboard on this machine. Throws USAGE. */
  openWeb(): Promise<OpenWeb>
  /** Shows an address in the person's browser, and tells in words whether it did. */
  openInBrowser(address: string): Promise<string>
  /** For looking: leaves a folder that is no workspace as it was. */
  app(): Promise<App>
  /** For work: makes the folder a workspace. From then on `app` gives the same. */
  appToWork(): Promise<App>
}

export interface OpenWeb {
  readonly url: string
  /** Signs one browser in; then it is another one. */
  readonly signInUrl: string
  /** Called when a browser has signed in. */
  onSignIn(listener: () => void): void
  close(): Promise<void>
}

/** What a performer works with: for one screen, until that is left. */
export interface Desk<Data> extends MenuHost {
  /** Tells the screen; without effect when it has been left. */
  tell(data: Data): void
  say(notice: Notice): void
  /** Aborts when the screen is left. */
  readonly signal: AbortSignal
  /** What has to be written down before the store is closed, also when the menu is left: claw waits for it then. */
  keep<T>(work: Promise<T>): Promise<T>
  /** Gives the terminal away (an editor), and draws everything anew afterwards. */
  withTerminal<T>(work: () => Promise<T>): Promise<T>
}
