import { FILE_KINDS } from './file-kinds.ts'

const MORE_EXTENSIONS =
  'iso img dmg msi deb rpm apk jar war ttf otf woff woff2 db sqlite sqlite3 ini cfg conf lock env lst dat bak tmp map wasm bin exe dll so o a ps1 bat vue svelte astro gradle properties proto tf parquet tex bib srt vtt diff patch pem crt key ipynb out err rst adoc org'
const EXTENSIONS = new Set([...FILE_KINDS.flatMap((kind) => kind.extensions), ...MORE_EXTENSIONS.split(' ')])
const NAMED_FILES = /^(readme|license|licence|makefile|dockerfile|changelog|contributing|authors|gemfile|rakefile|procfile|jenkinsfile)$/iu
const TOP_LEVEL_DOMAINS = /\.(com|org|net|edu|gov|io|dev|app|info|co|uk|de|fr|eu|ai|test|example)(:\d+)?(\/\S*)?$/iu

export function isKnownExtension(extension: string): boolean {
  return EXTENSIONS.has(extension.toLowerCase())
}

export function isGlob(text: string): boolean {
  return /[*]|\{[^}]*,[^}]*\}|\[[^\]]+\]\.|\?\w*\./u.test(text) && /[\w.]/u.test(text)
}

/** `example.com/page`, never `data.csv` and never `user@host`. */
export function isHostName(text: string): boolean {
  if (text.includes('@') || !/^[a-z0-9-]+(\.[a-z0-9-]+)+/iu.test(text)) return false
  const host = text.split('/')[0] ?? ''
  return TOP_LEVEL_DOMAINS.test(host) && !isKnownExtension(host.split('.').at(-1) ?? '')
}

/** A path, a name with a known extension, a dot file or one of the names that every project has. */
export function isFileName(text: string): boolean {
  if (/^(and\/or|either\/or|yes\/no|i\/o|csv\/json|n\/a)$/iu.test(text)) return false
  if (/^(~|\.{1,2})?\/\S*$/u.test(text) || /^[\w@.~ -]+\/\S*$/u.test(text)) return true
  if (/^\.{1,2}$/u.test(text)) return true
  if (NAMED_FILES.test(text) && text !== text.toLowerCase()) return true
  if (/^\.[a-z]\w*([.-]\w+)*$/iu.test(text)) return !isKnownExtension(text.slice(1))
  const extension = /^[\w@+()~-][\w@+().~-]*\.([a-z0-9]{1,12})$/iu.exec(text)?.[1]
  return extension !== undefined && isKnownExtension(extension)
}
