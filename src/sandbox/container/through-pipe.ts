/**
 * A line of shell that starts "$@" with what comes on a descriptor as a pipe of the shell there: what node calls a pipe is a socket, and a
 * program can't open that by its path.
 */
export function throughPipe(fd: number): string {
  return `exec 6<&0; cat <&${fd} | { exec ${fd}<&0 0<&6 6<&-; exec "$@"; }`
}
