/** Names that people use for kinds of files. `noun`: the name alone means the files ("images"); otherwise it needs "files", a dot or "in". */
export interface FileKind {
  readonly label: string
  readonly names: readonly string[]
  readonly extensions: readonly string[]
  /** Instead of the extensions: patterns of the name. */
  readonly patterns?: readonly string[]
  readonly noun?: boolean
}

const kind = (label: string, names: string, extensions: string, noun = false): FileKind => ({
  label,
  names: names.split(', '),
  extensions: extensions === '' ? [] : extensions.split(' '),
  noun,
})

export const FILE_KINDS: readonly FileKind[] = [
  { ...kind('hidden', 'hidden, dot', ''), patterns: ['.*'] },
  { ...kind('hidden', 'dotfiles, dot-files', '', true), patterns: ['.*'] },
  kind('TypeScript', 'typescript, ts', 'ts tsx mts cts'),
  kind('JavaScript', 'javascript, js, ecmascript', 'js jsx mjs cjs'),
  kind('TSX', 'tsx', 'tsx'),
  kind('JSX', 'jsx', 'jsx'),
  kind('Python', 'python, py', 'py pyi'),
  kind('Markdown', 'markdown, md', 'md markdown mdx'),
  kind('JSON', 'json', 'json'),
  kind('JSON lines', 'jsonl, ndjson, json lines', 'jsonl ndjson'),
  kind('YAML', 'yaml, yml', 'yaml yml'),
  kind('TOML', 'toml', 'toml'),
  kind('XML', 'xml', 'xml'),
  kind('HTML', 'html, htm', 'html htm'),
  kind('CSS', 'css', 'css'),
  kind('SCSS', 'scss, sass, less', 'scss sass less'),
  kind('CSV', 'csv', 'csv'),
  kind('TSV', 'tsv', 'tsv'),
  kind('SQL', 'sql', 'sql'),
  kind('SQLite', 'sqlite, sqlite3', 'sqlite sqlite3 db'),
  kind('text', 'text, txt, plain text', 'txt'),
  kind('log', 'log', 'log'),
  kind('log', 'logs', 'log', true),
  kind('shell', 'shell, bash, sh, zsh', 'sh bash zsh'),
  kind('Rust', 'rust, rs', 'rs'),
  kind('Go', 'go, golang', 'go'),
  kind('Java', 'java', 'java'),
  kind('Kotlin', 'kotlin, kt', 'kt kts'),
  kind('C', 'c', 'c h'),
  kind('C++', 'c++, cpp', 'cpp cc cxx hpp hh hxx'),
  kind('C#', 'c#, csharp', 'cs'),
  kind('Ruby', 'ruby, rb', 'rb'),
  kind('PHP', 'php', 'php'),
  kind('Swift', 'swift', 'swift'),
  kind('Scala', 'scala', 'scala'),
  kind('Lua', 'lua', 'lua'),
  kind('Perl', 'perl', 'pl pm'),
  kind('R', 'r', 'r'),
  kind('Haskell', 'haskell', 'hs'),
  kind('Elixir', 'elixir', 'ex exs'),
  kind('Dart', 'dart', 'dart'),
  kind('Vue', 'vue', 'vue'),
  kind('Svelte', 'svelte', 'svelte'),
  kind('Jupyter', 'jupyter, ipynb, notebook', 'ipynb'),
  kind('PDF', 'pdf, pdfs', 'pdf', true),
  kind('Word', 'docx', 'docx doc'),
  kind('Excel', 'excel, xlsx, spreadsheet, spreadsheets', 'xlsx xls ods', true),
  kind('PowerPoint', 'powerpoint, pptx', 'pptx ppt'),
  kind('PNG', 'png, pngs', 'png', true),
  kind('JPEG', 'jpeg, jpg, jpegs, jpgs', 'jpg jpeg', true),
  kind('SVG', 'svg, svgs', 'svg', true),
  kind('GIF', 'gif, gifs', 'gif', true),
  kind('image', 'image, images, picture, pictures, photo, photos', 'png jpg jpeg gif svg webp bmp ico tif tiff avif heic', true),
  kind('video', 'video, videos, movie, movies', 'mp4 mov avi mkv webm m4v', true),
  kind('audio', 'audio, music, songs', 'mp3 wav flac ogg m4a aac', true),
  kind('MP3', 'mp3, mp3s', 'mp3', true),
  kind('archive', 'archive, archives, zip, zips', 'zip tar gz tgz bz2 xz 7z rar', true),
]

const BY_NAME = new Map(FILE_KINDS.flatMap((entry) => entry.names.map((name) => [name, entry] as const)))

/** The glob patterns of the files of a kind. */
export function kindPatterns(entry: FileKind): readonly string[] {
  return entry.patterns ?? entry.extensions.map((extension) => `*.${extension}`)
}

export function fileKindNamed(name: string): FileKind | undefined {
  return BY_NAME.get(name.toLowerCase())
}
