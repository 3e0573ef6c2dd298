import { existsSync, lstatSync, readlinkSync } from 'node:fs'

const TOP_FOLDERS = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store']

// What programs look up at start. Nothing with keys in it: only the public half of /etc/ssl.
const ETC = [
  'alternatives',
  'ca-certificates',
  'fonts',
  'group',
  'hosts',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'locale.alias',
  'localtime',
  'magic',
  'mime.types',
  'nsswitch.conf',
  'os-release',
  'passwd',
  'pki/ca-trust',
  'pki/tls/cert.pem',
  'pki/tls/certs',
  'protocols',
  'python3',
  'services',
  'ssl/cert.pem',
  'ssl/certs',
  'ssl/openssl.cnf',
  'timezone',
]

export interface SystemPaths {
  /** Real folders and files, bound read-only. */
  readonly bind: readonly string[]
  /** Links such as /bin -> usr/bin, made anew. */
  readonly links: readonly { readonly path: string; readonly target: string }[]
}

/** The parts of the host that every program needs to start: /usr and its links, and a few files of /etc. */
export function systemReadPaths(network: boolean): SystemPaths {
  const present = TOP_FOLDERS.filter((path) => existsSync(path))
  const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink()
  return {
    bind: [...present.filter((path) => !isLink(path)), ...etcFiles(network)],
    links: present.filter(isLink).map((path) => ({ path, target: readlinkSync(path) })),
  }
}

function etcFiles(network: boolean): string[] {
  return [...ETC, ...(network ? ['resolv.conf'] : [])].map((name) => `/etc/${name}`).filter((path) => existsSync(path))
}

/** True when the path is visible in every sandbox anyway. */
export function isSystemPath(path: string): boolean {
  return TOP_FOLDERS.some((folder) => path === folder || path.startsWith(`${folder}/`))
}
