import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import {
  access,
  chmod,
  chown,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  utimes,
} from 'node:fs/promises'
import path from 'node:path'
import { TaskError } from '../errors.ts'
import { flushFolder } from '../files/flush-folder.ts'
import { lockFile } from '../store/kernel-lock.ts'
import type { StoreLock } from '../store/store.ts'
import { behindLinks, type MediaDirectory } from './media-directory.ts'
import { isMountPoint } from './mount-points.ts'
import { removeTree } from './remove-tree.ts'

/** What a folder has besides its entries. */
export interface FolderDress {
  mode: number
  uid: number
  gid: number
  /** Microseconds since 1970. */
  mtime: number
}

/** How far a swap came: the old content on its way out, or all of it out and the new on its way in. */
interface SwapState {
  phase: 'out' | 'in'
  /** Of the folder when that phase is over or undone. */
  dress: FolderDress
}

/**
 * Where the new content of a media folder is unpacked, and the way from there to its place:
 *
 *     .record-tasks-<folder>-<mark>/
 *       lock     held by the kernel while the run lives
 *       fresh/   the new content
 *       old/     what was there
 *       state    how far the swap came
 *
 * It lies beside the folder, and the swap is two renames. A mount point cannot be renamed, and where the parent may not
 * be written nothing can be beside: there it lies within the folder, and the entries are renamed one by one.
 */
export class MediaStage {
  readonly directory: MediaDirectory
  readonly fresh: string
  readonly #root: string
  readonly #old: string
  readonly #isWithin: boolean
  #lock: StoreLock | undefined

  private constructor(directory: MediaDirectory, root: string, isWithin: boolean) {
    this.directory = directory
    this.#root = root
    this.#isWithin = isWithin
    this.fresh = path.join(root, 'fresh')
    this.#old = path.join(root, 'old')
  }

  /** TaskError 13 while another run has one of that folder. */
  static async make(given: MediaDirectory): Promise<MediaStage> {
    const directory = { ...given, path: await behindLinks(given.path) }
    const isWithin = await mustBeWithin(directory.path)
    const place = isWithin ? directory.path : path.dirname(directory.path)
    await mkdir(place, { recursive: true })
    const name = `${prefixOf(directory.path, isWithin)}${randomBytes(4).toString('hex')}`
    const stage = new MediaStage(directory, path.join(place, name), isWithin)
    const before = await dressOf(directory.path)
    liveRoots.add(stage.#root)
    try {
      await mkdir(stage.#root, { mode: 0o700 })
      stage.#lock = await lockFile(path.join(stage.#root, 'lock'), `restoring the media folder ${given.name}`)
      await mkdir(stage.fresh, { mode: 0o700 })
      if (before) await stage.#note({ phase: 'out', dress: before })
      return stage
    } catch (error) {
      await stage.end()
      throw error
    }
  }

  /** What runs that died left of a folder, in the order of their names. TaskError 13 where one of them lives. */
  static async left(given: MediaDirectory): Promise<MediaStage[]> {
    const directory = { ...given, path: await behindLinks(given.path) }
    const stages: MediaStage[] = []
    for (const isWithin of [false, true]) {
      const place = isWithin ? directory.path : path.dirname(directory.path)
      const names = (await readdir(place).catch(() => [])).filter(
        (name) => isStageName(name) && name.startsWith(prefixOf(directory.path, isWithin)),
      )
      for (const name of names.sort()) {
        const root = path.join(place, name)
        if (!liveRoots.has(root)) stages.push(new MediaStage(directory, root, isWithin))
      }
    }
    return stages
  }

  /** Puts the new content in the place of the old; when it rejects, the old is back. */
  async swap(dress: FolderDress | undefined): Promise<void> {
    const before = (await this.#state())?.dress
    const out: Move[] = []
    const into: Move[] = []
    try {
      if (before) await this.#moveOut(out)
      await this.#note({ phase: 'in', dress: dress ?? before ?? plainDress() })
      await this.#moveIn(this.fresh, into)
    } catch (error) {
      await undo(into)
      if (before) {
        await this.#note({ phase: 'out', dress: before })
        await undo(out)
        await putOn(this.directory.path, before)
      }
      throw error
    }
  }

  /**
   * After the swap: removes what was replaced. Without one: removes what is not in place. Idempotent. A sentence where this user
   * may not remove all of it, as folders of others; nothing needs it any more, so that this is no failure.
   */
  async end(): Promise<string | undefined> {
    const state = await this.#state()
    const isGone = (await isRemoved(this.#old)) && (await isRemoved(this.fresh))
    if (state) await putOn(this.directory.path, state.dress)
    if (isGone) await this.#remove()
    else await this.#leave()
    // Once more: a stage within it changed its times as it went.
    if (state && this.#isWithin) await putOn(this.directory.path, state.dress)
    if (isGone) return undefined
    return `What was replaced in the media folder ${this.directory.name} lies in ${this.#root}: this user may not remove it.`
  }

  /** Brings a swap that was cut off to an end, or undoes it, and removes the stage. A sentence where there was one. */
  async recover(): Promise<string | undefined> {
    const { name } = this.directory
    this.#lock = await lockFile(path.join(this.#root, 'lock'), `restoring the media folder ${name}`)
    try {
      const state = await this.#state()
      const hasBegun = state?.phase === 'in' || (await exists(this.#old))
      if (state && hasBegun) await this.#moveIn(state.phase === 'in' ? this.fresh : this.#old, [])
      const left = await this.end()
      if (left !== undefined || !hasBegun) return left
      return `A restore of the media folder ${name} had been cut off while it was put in place: ${
        state?.phase === 'in' ? 'that was brought to its end.' : 'the folder is as it was before.'
      }`
    } finally {
      await this.#lock?.release()
    }
  }

  async #remove(): Promise<void> {
    await removeTree(this.#root)
    await this.#letGo()
  }

  /** Without its state, so that the next run tries to remove it, and does no more. */
  async #leave(): Promise<void> {
    await rm(path.join(this.#root, 'state'), { force: true })
    await this.#letGo()
  }

  async #letGo(): Promise<void> {
    await this.#lock?.release()
    liveRoots.delete(this.#root)
    await flushFolder(path.dirname(this.#root)).catch(() => {})
  }

  async #moveOut(moves: Move[]): Promise<void> {
    if (!this.#isWithin) {
      await moveNoted(this.directory.path, this.#old, moves)
    } else {
      await mkdir(this.#old, { mode: 0o700 })
      for (const entry of await ownEntries(this.directory.path))
        await moveNoted(path.join(this.directory.path, entry), path.join(this.#old, entry), moves)
      await flushFolder(this.#old)
    }
    await flushFolder(path.dirname(this.#root))
  }

  /** What is moved already is not there any more, so that this can be done again. */
  async #moveIn(source: string, moves: Move[]): Promise<void> {
    if (!this.#isWithin) {
      if (await exists(source)) {
        await this.#makeWay(this.directory.path)
        await moveNoted(source, this.directory.path, moves)
      }
    } else {
      for (const entry of await readdir(source).catch(noneOf)) {
        const target = path.join(this.directory.path, entry)
        await this.#makeWay(target)
        await moveNoted(path.join(source, entry), target, moves)
      }
    }
    await flushFolder(path.dirname(this.#root))
  }

  /** An application may have made its empty folders anew meanwhile; a file there is somebody's. */
  async #makeWay(target: string): Promise<void> {
    if (!(await exists(target))) return
    if (await holdsFiles(target)) {
      throw new TaskError(
        `A restore of the media folder ${this.directory.name} was cut off, and since then ${target} was made anew`,
        {
          hint: `Move it away and run this again; what belongs there is in ${this.#root}.`,
        },
      )
    }
    await removeTree(target)
  }

  async #state(): Promise<SwapState | undefined> {
    const text = await readFile(path.join(this.#root, 'state'), 'utf8').catch(() => undefined)
    return text === undefined ? undefined : (JSON.parse(text) as SwapState)
  }

  async #note(state: SwapState): Promise<void> {
    const file = path.join(this.#root, 'state')
    const handle = await open(`${file}.part`, 'w', 0o600)
    try {
      await handle.writeFile(JSON.stringify(state))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(`${file}.part`, file)
    await flushFolder(this.#root)
  }
}

/** Those of this process, which are locked by it and not left by anybody. */
const liveRoots = new Set<string>()

/** Whether an entry of a media folder, or one beside it, is ours and not media. */
export const isStageName = (name: string): boolean => /^\.record-tasks-[0-9a-f]{8}-[0-9a-f]{8}$/.test(name)

/** What a file system keeps in its own root. */
const lostAndFound = 'lost+found'

/** Entries of a mount point that belong to the file system, and stages, are nobody's media. */
export const isForeignEntry = (name: string, isMounted: boolean): boolean =>
  isStageName(name) || (isMounted && name === lostAndFound)

const ownEntries = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => !isForeignEntry(name, true))

/** A stage within goes by the same name wherever the file system is mounted. */
function prefixOf(folder: string, isWithin: boolean): string {
  const digest = createHash('sha256').update(isWithin ? '.' : path.basename(folder))
  return `.record-tasks-${digest.digest('hex').slice(0, 8)}-`
}

async function mustBeWithin(folder: string): Promise<boolean> {
  if (!(await exists(folder))) return false
  if (await isMountPoint(folder)) return true
  const mayWrite = access(path.dirname(folder), constants.W_OK)
  return mayWrite.then(
    () => false,
    () => true,
  )
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )

const isRemoved = (folder: string): Promise<boolean> =>
  removeTree(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EACCES' || error.code === 'EPERM') return false
      throw error
    },
  )

const noneOf = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return []
  throw error
}

async function holdsFiles(place: string): Promise<boolean> {
  if (!(await lstat(place)).isDirectory()) return true
  for (const entry of await readdir(place)) if (await holdsFiles(path.join(place, entry))) return true
  return false
}

interface Move {
  from: string
  to: string
}

async function moveNoted(from: string, to: string, moves: Move[]): Promise<void> {
  await move(from, to)
  moves.push({ from, to })
}

async function undo(moves: Move[]): Promise<void> {
  for (const { from, to } of moves.reverse()) await move(to, from)
}

/** A folder that goes to another parent must be writable itself, for its `..` changes. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EACCES') throw error
    const { mode } = await lstat(from)
    await chmod(from, mode | 0o200)
    await rename(from, to)
    await chmod(to, mode & 0o7777)
  })
}

const isSuperuser = (): boolean => process.getuid?.() === 0

const plainDress = (): FolderDress => ({
  mode: 0o755,
  uid: process.getuid?.() ?? 0,
  gid: process.getgid?.() ?? 0,
  mtime: Date.now() * 1000,
})

/** Undefined where there is no folder. */
async function dressOf(folder: string): Promise<FolderDress | undefined> {
  const found = await lstat(folder, { bigint: true }).catch(() => undefined)
  if (!found) return undefined
  const { mode, uid, gid, mtimeNs } = found
  return {
    mode: Number(mode & 0o7777n),
    uid: Number(uid),
    gid: Number(gid),
    mtime: Math.floor(Number(mtimeNs / 1000n)),
  }
}

/** A folder's entries change its times, and its mode may forbid to change them: this comes after them. */
export async function putOn(folder: string, { mode, uid, gid, mtime }: FolderDress): Promise<void> {
  if (isSuperuser()) await chown(folder, uid, gid)
  await utimes(folder, timeToSet(mtime), timeToSet(mtime))
  await flushFolder(folder)
  await chmod(folder, mode & 0o7777)
}

/**
 * Node takes seconds, cuts them after the microsecond (half of one more, and a double's error does no harm), and takes
 * a number below zero for the present moment, though not a Date.
 */
export const timeToSet = (microseconds: number): number | Date =>
  microseconds < 0 ? new Date(microseconds / 1000) : (microseconds + 0.5) / 1_000_000
