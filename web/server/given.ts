type Given<T> = { [name in keyof T as undefined extends T[name] ? never : name]: T[name] } & {
  [name in keyof T as undefined extends T[name] ? name : never]?: Exclude<T[name], undefined>
}

/** Without the members that are undefined: what is absent and what is undefined are not the same to the app. */
export function given<T extends object>(members: T): Given<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Given<T>
}
