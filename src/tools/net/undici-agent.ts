/** A static import: a bundled CommonJS package that is imported on demand has no named exports. */
export { Agent } from 'undici'
