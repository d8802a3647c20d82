import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of this package: that of the nearest package.json, for it runs from lib/ and from dist/lib/. */
export const packageDirectory = (): string => {
  let directory = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory)
  return directory
}

export const toolVersion = (): string =>
  JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')).version
