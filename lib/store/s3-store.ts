import type { Store } from './store.ts'

/** Not there yet. */
export class S3Store {
  static at(_location: string, _env: NodeJS.ProcessEnv): Promise<Store> {
    throw new Error('not there yet')
  }
}
