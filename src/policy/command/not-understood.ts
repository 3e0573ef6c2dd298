/** Ends the reading of a command line; never leaves `parseCommand`. */
export class NotUnderstood extends Error {}
