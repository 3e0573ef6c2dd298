/** Whether an Accept-Encoding takes gzip. RFC 9110, 12.5.3: a weight of 0 refuses, and `*` stands for what is not named. */
export function takesGzip(encodings: string | undefined): boolean {
  const accepted = (encodings ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim()))
  const found = ['gzip', '*'].map((name) => accepted.find(([other]) => other === name)).find((one) => one !== undefined)
  return found !== undefined && !found.some((part) => /^q\s*=\s*0(\.0*)?$/.test(part))
}
