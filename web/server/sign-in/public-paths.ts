export const SIGN_IN_PATH = '/sign-in'
export const PAGE_STYLE_PATH = '/sign-in/page.css'
export const PAGE_SCRIPT_PATH = '/sign-in/page.js'
export const PAGE_ICON_PATH = '/sign-in/icon.svg'

const PUBLIC = [SIGN_IN_PATH, PAGE_STYLE_PATH, PAGE_SCRIPT_PATH, PAGE_ICON_PATH]

/** What a browser gets before it has signed in: nothing of the workspace. */
export function isPublic(path: string): boolean {
  return PUBLIC.includes(path)
}
