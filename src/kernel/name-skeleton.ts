// Letters of other scripts that look like Latin ones in most typefaces (of Unicode's confusables, UTS 39, those of Cyrillic and Greek).
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a', в: 'b', с: 'c', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', н: 'h', о: 'o', р: 'p', ԛ: 'q', ѕ: 's', т: 't',
  у: 'y', ѵ: 'v', ԝ: 'w', х: 'x', α: 'a', β: 'b', ϲ: 'c', ε: 'e', η: 'n', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x',
  γ: 'y', ω: 'w', ı: 'i', ɑ: 'a', ɡ: 'g', '0': 'o', '1': 'l', '|': 'l',
} // biome-ignore format: a table

/** What a name looks like: two names with the same skeleton are told apart by a program only. */
export function nameSkeleton(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return [...plain]
    .map((letter) => LOOKALIKES[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
