import { readFileSync, statSync } from 'node:fs'

export type PathUse = 'read' | 'write'

const FOLDERS = new Set(['.closed_claw', '.ssh', '.gnupg', '.aws', '.azure'])
const FILES = new Set([
  '.netrc',
  '_netrc',
  '.git-credentials',
  '.pgpass',
  '.my.cnf',
  '.pypirc',
  'id_rsa',
  'id_dsa',
  'id_ecdsa',
  'id_ed25519',
  'id_ecdsa_sk',
  'id_ed25519_sk',
])
const KEY_ENDINGS = ['.pem', '.key', '.p12', '.pfx', '.jks', '.keystore', '.kdbx', '.ppk']
const ENV_TEMPLATES = new Set(['.env.example', '.env.sample', '.env.template', '.env.dist', '.env.defaults'])
/** Pairs that stand anywhere in a path: what lies at or below them is protected. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['.git', 'hooks'],
  ['.kube', 'config'],
  ['.docker', 'config.json'],
  ['.config', 'gcloud'],
  ['.config', 'gh'],
]
const TOKEN = /_auth|_password|token/i

/**
 * Whether agents may not touch the path: claw state, git hooks, .env files, private keys and credential stores. `names` are the
 * components below the root. Letter case and invisible characters don't matter: file systems differ in what they ignore.
 */
export function isProtectedPath(names: readonly string[], absolute: string, use: PathUse): boolean {
  const plain = names.map(plainName)
  if (plain.some((name) => FOLDERS.has(name) || isSecretFile(name))) return true
  if (PAIRS.some(([first, second]) => plain.some((name, i) => name === first && plain[i + 1] === second))) return true
  // What git runs is named in its own folder (hooks, fsmonitor, filters): reading is fine, writing is not.
  if (use === 'write' && plain.includes('.git')) return true
  return plain.at(-1) === '.npmrc' && holdsToken(absolute)
}

function isSecretFile(name: string): boolean {
  if (FILES.has(name)) return true
  if (name.startsWith('.env')) return !ENV_TEMPLATES.has(name)
  return KEY_ENDINGS.some((ending) => name.endsWith(ending))
}

const ASCII = /^[\x20-\x7e]*$/

function plainName(name: string): string {
  if (ASCII.test(name)) return name.toLowerCase()
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
}

function holdsToken(file: string): boolean {
  try {
    return statSync(file).size > 65_536 || TOKEN.test(readFileSync(file, 'utf8'))
  } catch {
    return false
  }
}
