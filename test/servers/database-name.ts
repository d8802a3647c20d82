import { randomBytes } from 'node:crypto'
import { basename, dirname } from 'node:path'

/** What the names of a run's databases begin with; an ordinary account has rights on `rt\_%`. */
export const databasePrefix = (serverDirectory: string): string => runPrefix(dirname(serverDirectory))

export const runPrefix = (runDirectory: string): string => `rt_${basename(runDirectory).toLowerCase()}_`

export const databaseName = (runDirectory: string, purpose: string): string =>
  `${runPrefix(runDirectory)}${purpose}_${randomBytes(4).toString('hex')}`
