export type HomeEffect = never
export type HomeData = never
