import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MediaFile } from './records.ts'

const mediaFolder = fileURLToPath(new URL('media', import.meta.url))

/** The files of the media folder, in name order by bytes. */
export const mediaFiles = async (): Promise<MediaFile[]> => {
  const entries = await readdir(mediaFolder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = await Promise.all(paths.map(mediaFile))
  return files.sort((left, right) => Buffer.compare(Buffer.from(left.file), Buffer.from(right.file)))
}

const mediaFile = async (path: string): Promise<MediaFile> => {
  const content = await readFile(path)
  return {
    file: relative(mediaFolder, path).split(sep).join('/'),
    size: content.length,
    sha256: createHash('sha256').update(content).digest(),
  }
}
