import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type BackupOptions, type BackupResult, makeBackup } from '../../lib/backup/make-backup.ts'
import { type RestoreOptions, type RestoreResult, restoreBackup } from '../../lib/backup/restore-backup.ts'
import { type VerifiedBackup, verifyBackups } from '../../lib/backup/verify-backups.ts'
import { DirectoryStore } from '../../lib/store/directory-store.ts'
import { settingsOf } from '../records/moving.ts'

export const noKeys = { identities: [] }

/** A folder with media, a location for backups, and short ways to use them. */
export class Ground {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'rt-backup-'))
  readonly location = path.join(this.folder, 'backups')
  readonly store = new DirectoryStore(this.location)
  readonly media = { name: 'media', path: path.join(this.folder, 'media') }

  write(name: string, content: string | Buffer = name): string {
    const file = path.join(this.folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
    utimesSync(file, 1_700_000_000, 1_700_000_000)
    return file
  }

  fillMedia(): void {
    for (const name of ['a', 'b/c', 'b/d']) this.write(`media/${name}`)
    this.write('media/big', Buffer.alloc(300_000, 'big'))
  }

  backUp(database: { url: string } | undefined, options: Partial<BackupOptions> = {}): Promise<BackupResult> {
    return makeBackup({
      name: 'shop',
      store: this.store,
      database: database && settingsOf(database),
      media: [this.media],
      ...options,
    })
  }

  restore(
    database: { url: string } | undefined,
    options: Partial<RestoreOptions> = {},
  ): Promise<RestoreResult> {
    return restoreBackup({
      name: 'shop',
      store: this.store,
      choice: {},
      keys: noKeys,
      database: database && settingsOf(database),
      media: [this.media],
      ...options,
    })
  }

  verify(): Promise<VerifiedBackup[]> {
    return verifyBackups({ store: this.store, keys: noKeys })
  }

  /** Of the location, without the lock's. */
  files(location = this.location): string[] {
    if (!existsSync(location)) return []
    return readdirSync(location).filter((name) => !name.startsWith('.shop.lock'))
  }

  read(file: string): Buffer {
    return readFileSync(path.join(this.location, file))
  }
}
