export type Language = 'python' | 'node' | 'perl' | 'ruby' | 'other'

const HIDES = /\\x[0-9a-fA-F]{2}.*\\x|\\u00[0-7]|fromCharCode|fromCodePoint|\batob\b|base64|\bunhexlify\b|rot_?13|\bchr\s*\(/i

/** Words by which a piece of code starts programs, evaluates text, removes files or talks to others. A guess on the safe side. */
const RUNS: Readonly<Record<Language, RegExp>> = {
  python:
    /\bos\s*\.\s*(?:system|popen|exec|spawn|posix_spawn|fork|remove|unlink|rmdir|removedirs|kill|putenv|chmod|chown|symlink|link|rename|replace|truncate)|\bfrom\s+(?:os|shutil|posix|subprocess)\s+import|\bimport\s+(?:os|shutil|subprocess)\s+as\b|\b(?:subprocess|pty|ctypes|cffi|posix|commands|importlib|runpy|multiprocessing|asyncio|socket|urllib|requests|httpx|http\.client|ftplib|smtplib|paramiko|pickle|marshal|codecs|builtins|__builtins__|__import__|__subclasses__|__globals__|__dict__|__class__|sys\.modules|webbrowser|signal)\b|\bshutil\s*\.\s*(?:rmtree|move|chown)|(?<![.\w])(?:eval|exec|compile|getattr|globals|locals|vars|breakpoint|execfile)\s*\(|\.(?:unlink|rmdir|rmtree)\s*\(|\.code\.interact/,
  node: /child_process|\beval\b|\bFunction\b|\bconstructor\b|process\s*\.\s*(?:binding|_linkedBinding|kill|dlopen|mainModule|chdir)|process\s*\[|globalThis|\bglobal\s*[[.]|\b(?:require|import)\s*\(\s*(?!['"](?:[\w@/.:-]+)['"]\s*\))|\b(?:rm|rmdir|unlink|rename|truncate|symlink|chmod)(?:Sync)?\b|\brequire\s*\(\s*['"](?:node:)?(?:net|tls|http|https|http2|dgram|vm|module|worker_threads|cluster|inspector|repl|process)['"]|\bfetch\s*\(|\bspawn|\bexec(?:Sync|File)|\bBun\b|\bDeno\b|\$`/,
  perl: /\b(?:system|exec|qx|unlink|rmdir|rmtree|remove_tree|eval|fork|kill|socket|syscall|require|do|open|rename|pack|unpack|symlink|link|chmod|chown|truncate|readpipe|dump|use)\b|`|\/[a-z]*e[a-z]*e|<[^<>\n]*\|>/,
  ruby: /\b(?:system|exec|spawn|fork|eval|instance_eval|class_eval|module_eval|send|__send__|public_send|method|popen\w*|Open3|FileUtils|unlink|delete|rmtree|rm_rf|rm|Kernel|load|open|Process|PTY|Socket|TCPSocket|Net|binding|const_get|define_method)\b|\brequire\s*\(?\s*(?!['"](?:json|yaml|csv|set|time|date|bigdecimal|erb|digest|securerandom|pp)['"])|`|%x/,
  other:
    /\b(?:system|exec|popen|passthru|shell_exec|proc_open|pcntl_\w+|eval|assert|spawn|fork|unlink|rmdir|remove|rename|file\.remove|do\s+shell|loadstring|dofile|loadfile|os\s*\.|io\s*\.|socket|curl_\w+|fsockopen|include|require|process|run|shell|sh|open)\b|`|\$\w+\s*\(/i,
}

/** Why a piece of code is asked about; undefined when nothing in it looks like more than reading and computing. */
export function riskOfCode(language: Language, code: string): string | undefined {
  if (HIDES.test(code)) return 'hides what it does'
  if (RUNS[language].test(code)) return 'may start programs, remove files or talk to others'
  return undefined
}
