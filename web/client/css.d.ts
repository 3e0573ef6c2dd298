declare module '*.module.css' {
  const classes: Readonly<Record<string, string>>
  // biome-ignore lint/style/noDefaultExport: that is how the bundler gives the names
  export default classes
}

declare module '*.css'
