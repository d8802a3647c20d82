import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { findUp } from './find-up.ts'

/** In the order in which they are preferred within one folder. */
export const configNames = ['tasks.config.ts', 'tasks.config.js', 'tasks.config.mjs', 'tasks.config.json']

/** The nearest tasks.config file, from a folder upwards; undefined where there is none. */
export const findConfig = (from: string): string | undefined =>
  findUp(from, (directory) =>
    configNames
      .map((name) => join(directory, name))
      .find((file) => existsSync(file) && statSync(file).isFile()),
  )
