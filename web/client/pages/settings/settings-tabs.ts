/** The parts of the page, as the address names them. */
export const SETTINGS_TABS = ['all', 'models', 'secrets', 'policy'] as const
