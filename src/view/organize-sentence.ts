/** The task that the organise options stand for, in words. */
export function organizeSentence({ folder, recursive, dryRun }: OrganizeWish): string {
  return ['Organize the files in', folder, 'by type', ...(recursive ? ['recursively'] : []), ...(dryRun ? ['as a dry run'] : [])].join(' ')
}

export interface OrganizeWish {
  readonly folder: string
  readonly recursive: boolean
  readonly dryRun: boolean
}
