import type { SetupPlaceRow } from '../../../server/schemas/setting-schema.ts'

/** What stands in the dialog. */
export interface SetupForm {
  readonly place: SetupPlaceRow | undefined
  readonly address: string
  readonly key: string
  readonly model: string
}

/** What is left empty stays as it is. */
export function wishOf({ place, address, key, model }: SetupForm) {
  const base_url = place?.address_asked === true ? (address === '' ? undefined : address) : place?.base_url
  return {
    provider: place?.provider ?? '',
    model,
    ...(base_url === undefined ? {} : { base_url }),
    ...(key === '' ? {} : { key }),
  }
}
