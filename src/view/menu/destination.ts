/** Every screen that can be opened, and what it needs to know. */
export type Destination = { readonly to: 'home' } | { readonly to: 'doctor' }

export type PlaceName = Destination['to']
