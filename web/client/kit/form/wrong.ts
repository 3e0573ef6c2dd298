/**
 * Marks a control as wrong for those who listen. Base UI's own `invalid` would keep the form from being sent again,
 * though what is wrong may be what the server said of the last try.
 */
export function wrong(error: string | undefined): { readonly 'aria-invalid'?: true } {
  return error === undefined ? {} : { 'aria-invalid': true }
}
