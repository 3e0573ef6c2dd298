export type * from '../app/app-port.ts'
