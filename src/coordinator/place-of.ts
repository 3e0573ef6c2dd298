/** Where an event belongs, without the members that it does not have. */
export function placeOf(place: { readonly subtask_id: string | null; readonly attempt: number | null }): {
  subtask_id?: string
  attempt?: number
} {
  return {
    ...(place.subtask_id === null ? {} : { subtask_id: place.subtask_id }),
    ...(place.attempt === null ? {} : { attempt: place.attempt }),
  }
}
