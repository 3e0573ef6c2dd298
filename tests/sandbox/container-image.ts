import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { ContainerSetting } from '../../src/sandbox/container/container-runtime.ts'

const PROGRAMS =
  'sh bash ls cat echo head tail wc sleep env id touch mkdir mv rm cp ln stat date true false tr sort cut grep sed find mount unshare mknod mkfifo ps kill su git readlink chmod nsenter seq setsid'
const FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin']
const LINKS = ['bin', 'lib', 'lib64', 'sbin']

/** What podman of Debian 12 needs as root inside of another container or a small machine. */
export const RUN_ARGS = '--runtime runc --ulimit nofile=1024:4096 --ulimit nproc=4096:4096'

/** An image made of this machine's own shell, tools, python and node: nothing is downloaded. About three seconds. */
export function makeImage(): { setting: ContainerSetting; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'claw-image-'))
  const archive = join(folder, 'image.tar')
  const image = `localhost/claw-test-${process.pid}:latest`
  try {
    execFileSync('tar', ['-C', skeleton(folder), '-cf', archive, '.'])
    const exclude = ['__pycache__', 'test', 'dist-packages', 'site-packages'].map((name) => `--exclude=${name}`)
    execFileSync('tar', ['-C', '/', '-rhf', archive, '--hard-dereference', ...exclude, ...contents()])
    execFileSync('podman', ['import', '--quiet', archive, image], { stdio: 'ignore' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    setting: { runtime: 'podman', image, args: RUN_ARGS.split(' ') },
    remove: () => void execFileSync('podman', ['rmi', '--force', image], { stdio: 'ignore' }),
  }
}

function skeleton(folder: string): string {
  const top = join(folder, 'top')
  for (const name of ['etc', 'proc', 'dev', 'sys', 'tmp', 'usr/bin', 'usr/sbin', 'usr/lib', 'usr/lib64'])
    mkdirSync(join(top, name), { recursive: true })
  for (const name of LINKS) symlinkSync(`usr/${name}`, join(top, name))
  writeFileSync(join(top, 'etc/passwd'), 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/tmp:/bin/sh\n')
  writeFileSync(join(top, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n')
  return top
}

function contents(): string[] {
  const programs = PROGRAMS.split(' ').map((name) => FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path)))
  const files = [...programs.flatMap((path) => path ?? []), '/usr/bin/python3', process.execPath]
  const python = execFileSync('/usr/bin/python3', ['-c', 'import os; print(os.path.dirname(os.__file__))'], { encoding: 'utf8' }).trim()
  const modules = readdirSync(join(python, 'lib-dynload')).map((name) => join(python, 'lib-dynload', name))
  const linked = execFileSync('sh', ['-c', 'ldd "$@" 2>/dev/null | grep -o "/[^ ):]*"; true', 'sh', ...files, ...modules], {
    encoding: 'utf8',
  })
  const libraries = linked
    .split('\n')
    .filter((path) => path.startsWith('/') && path.includes('.so') && !path.startsWith(python) && existsSync(path))
  const inRealFolder = (path: string): string => join(realpathSync(dirname(path)), basename(path)).slice(1)
  return [...new Set([...files, ...libraries, python].map(inRealFolder))]
}
