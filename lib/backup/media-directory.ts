/** A folder of media files. */
export interface MediaDirectory {
  /** As in the configuration, relative to its folder, with `/`: what the archive and the manifest call it. */
  name: string
  /** Absolute. */
  path: string
}
