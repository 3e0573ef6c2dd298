/** Whether an error answer says that the key is not taken; Gemini says it as a bad request. */
export function isKeyRejection(status: number, code: string): boolean {
  return status === 401 || status === 403 || code === 'API_KEY_INVALID'
}
