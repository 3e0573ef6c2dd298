/** Whether an address is one of OpenAI's own: prices and model names of others are others. */
export function isOpenAiHost(baseUrl: string): boolean {
  return /^(?:[a-z]{2}\.)?api\.openai\.com$/.test(new URL(baseUrl).hostname)
}
