/** As web/client/icon.svg, for the pages before the sign-in. */
export const PAGE_ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f766e"/><path d="M9 24C8 16 9 11 13 7M15 25c-1-8 0-13 4-17M21 25c-1-7 0-11 3-14" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
