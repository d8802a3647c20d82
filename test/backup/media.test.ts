import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createGunzip, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { type PackedMedia, packMedia } from '../../lib/backup/pack-media.ts'
import { recoverMedia, stageMedia } from '../../lib/backup/stage-media.ts'
import { exitCodes } from '../../lib/errors.ts'
import { failureOf } from '../records/moving.ts'
import { mayMount, mountBind, mountMemory } from './mounting.ts'
import { type RawEntry, rawArchive } from './raw-archive.ts'
import { nearTo, type TreeEntry, treeOf } from './tree-of.ts'

const isRoot = process.getuid?.() === 0

let folder: string
let media: { name: string; path: string }
const undo: (() => void)[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'rt-media-'))
  media = { name: 'media', path: path.join(folder, 'media') }
})

afterEach(() => {
  for (const each of undo.splice(0).reverse()) each()
  execFileSync('chmod', ['-R', 'u+rwX', folder])
  rmSync(folder, { recursive: true, force: true })
})

const write = (name: string, content: string | Buffer = name): string => {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

const expectTree = (folder: string, before: readonly TreeEntry[]): void =>
  expect(nearTo(before, treeOf(folder))).toEqual(before)

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function pack(): Promise<{ archive: Buffer; summary: ReturnType<PackedMedia['summary']> }> {
  const packed = packMedia([media], {})
  return { archive: await bytesOf(packed.stream), summary: packed.summary() }
}

async function* piecesOf(archive: Buffer, size = 100_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < archive.length; at += size) yield archive.subarray(at, at + size)
}

async function restore(archive: Buffer, directories = [media]): Promise<void> {
  const staged = await stageMedia(piecesOf(archive), directories)
  await staged.swap()
  await staged.discard()
}

describe('media, packed and put back,', () => {
  it('are what they were: modes, owners, times, names, empty files and folders', async () => {
    const pieces = [
      'line\nfeed',
      'quote"\'`$(x)',
      '𝄞 ä',
      'é'.repeat(127),
      'back\\slash',
      ' ',
      '\ufeffmark',
      '-f',
      '*',
    ]
    for (const each of pieces) write(`media/names/${each}`)
    write(`media/${'long/'.repeat(60)}${'n'.repeat(255)}`, 'deep')
    write(`media/${'x'.repeat(150)}/${'y'.repeat(150)}/\ufeffz`)
    for (const mode of [0o000, 0o400, 0o644, 0o755, 0o777, 0o4755, 0o2755, 0o1777])
      chmodSync(write(`media/modes/${mode.toString(8)}`), mode)
    if (isRoot) chownSync(write('media/owned'), 12_345, 3_000_000)
    write('media/empty', '')
    mkdirSync(path.join(folder, 'media/empty folder/within'), { recursive: true })
    write('media/closed/file')
    const times = [0, -1.5, 1.25, 1_700_000_000.123_456, 253_402_300_799, 8_589_934_592]
    for (const time of times) utimesSync(write(`media/times/${time}`), time, time)
    utimesSync(path.join(media.path, 'empty folder'), 5, 5)
    chmodSync(path.join(media.path, 'closed'), 0o555)
    chmodSync(path.join(media.path, 'empty folder/within'), 0o000)
    chmodSync(media.path, 0o750)
    utimesSync(media.path, 1_600_000_000, 1_600_000_000)
    const before = treeOf(media.path)
    const { archive, summary } = await pack()
    expect(summary.disturbed).toEqual([])

    write('media/names/new one')
    write('media/new folder/new file')
    write('media/empty', 'not empty any more')
    chmodSync(media.path, 0o700)
    await restore(archive)
    expectTree(media.path, before)
    expect(readdirSync(folder)).toEqual(['media'])
  })

  it('come back where there is no folder, and no parent of it', async () => {
    write('media/a/b')
    const before = treeOf(media.path)
    const { archive } = await pack()
    const elsewhere = { name: 'media', path: path.join(folder, 'new/parent/media') }
    await restore(archive, [elsewhere])
    expectTree(elsewhere.path, before)
    expect(readdirSync(path.dirname(elsewhere.path))).toEqual(['media'])
  })

  it('come back behind a link that stands for their folder', async () => {
    write('disk/pictures/a')
    symlinkSync('disk/pictures', media.path)
    const { archive } = await pack()
    rmSync(path.join(folder, 'disk/pictures/a'))
    await restore(archive)
    expect(readFileSync(path.join(folder, 'disk/pictures/a'), 'utf8')).toBe('disk/pictures/a')
    expect(readdirSync(path.join(folder, 'disk'))).toEqual(['pictures'])
  })

  it('are thousands of small files', async () => {
    for (let i = 0; i < 1500; i++) write(`media/${i % 50}/${i}`)
    const before = treeOf(media.path)
    const { archive, summary } = await pack()
    expect(summary.files).toBe(1500)
    rmSync(media.path, { recursive: true })
    await restore(archive)
    expectTree(media.path, before)
  })

  it('are big without growing the memory', async () => {
    truncateSync(write('media/sparse'), 150_000_000)
    global.gc?.()
    const start = process.memoryUsage().rss
    let most = 0
    async function* watched(stream: AsyncIterable<Buffer>) {
      for await (const chunk of stream) {
        most = Math.max(most, process.memoryUsage().rss)
        yield chunk
      }
    }
    const staged = await stageMedia(watched(packMedia([media], {}).stream), [media])
    expect(staged.bytes).toBe(150_000_000)
    await staged.discard()
    expect((most - start) / 1e6).toBeLessThan(100)
  })

  it('open with GNU tar', async () => {
    const names = ['a', 'é'.repeat(127), `${'long/'.repeat(60)}end`]
    for (const name of names) write(`media/${name}`)
    utimesSync(path.join(media.path, 'a'), 1_700_000_000.5, 1_700_000_000.5)
    const before = treeOf(media.path)
    const { archive } = await pack()
    const elsewhere = path.join(folder, 'elsewhere')
    mkdirSync(elsewhere)
    execFileSync('tar', ['-xpf', '-', '-C', elsewhere], { input: archive })
    expectTree(path.join(elsewhere, 'media'), before)
  })

  it('are the same bytes for the same files', async () => {
    for (const name of ['b', 'a', 'ä', 'Z', 'a/b']) write(`media/x${name}/file`)
    expect((await pack()).archive.equals((await pack()).archive)).toBe(true)
  })

  it('are named where they cannot be stored: links, pipes, names that are no UTF-8', async () => {
    const file = write('media/file')
    symlinkSync('/etc/passwd', path.join(media.path, 'link'))
    execFileSync('mkfifo', [path.join(media.path, 'pipe')])
    writeFileSync(Buffer.concat([Buffer.from(`${media.path}/`), Buffer.from([0x66, 0xff])]), 'x')
    linkSync(file, path.join(media.path, 'second name'))
    const { summary } = await pack()
    expect(summary.files).toBe(2)
    expect(summary.disturbed.sort()).toEqual([
      'media/f\ufffd: its name is not UTF-8, and it is not stored',
      'media/link: it is a link, and not stored',
      'media/pipe: it is a pipe, and not stored',
    ])
  })

  it('want their folder: without it nothing is packed', async () => {
    expect((await failureOf(pack())).message).toMatch(/^The media folder media does not exist \(/)
    write('media')
    expect((await failureOf(pack())).message).toMatch(/^The media folder media is no folder \(/)
  })
})

describe('a file that', () => {
  const big = Buffer.alloc(30_000_000, 'a')

  /** Reads the archive until the big file is under way, lets `happen`, reads the rest. */
  async function packWhile(happen: () => void) {
    write('media/a-big', big)
    write('media/z-last', 'z')
    const packed = packMedia([media], {})
    const chunks: Buffer[] = []
    let hasHappened = false
    for await (const chunk of packed.stream) {
      chunks.push(Buffer.from(chunk))
      if (hasHappened || !chunk.includes('aaaa')) continue
      hasHappened = true
      happen()
    }
    const archive = Buffer.concat(chunks)
    const elsewhere = { name: 'media', path: path.join(folder, 'elsewhere') }
    await restore(archive, [elsewhere])
    return { elsewhere: elsewhere.path, summary: packed.summary() }
  }
  const file = (name = 'a-big') => path.join(folder, 'media', name)

  it('grows while it is read is stored as long as it was, and named', async () => {
    const { elsewhere, summary } = await packWhile(() => writeFileSync(file(), 'more', { flag: 'a' }))
    expect(readFileSync(path.join(elsewhere, 'a-big')).equals(big)).toBe(true)
    expect(summary).toMatchObject({ files: 2, disturbed: ['media/a-big: it changed while it was read'] })
  })

  it('shrinks while it is read is filled up with zeros, and named', async () => {
    const { elsewhere, summary } = await packWhile(() => truncateSync(file(), 1000))
    const found = readFileSync(path.join(elsewhere, 'a-big'))
    expect([found.length, found.at(-1)]).toEqual([big.length, 0])
    expect(summary.disturbed).toEqual(['media/a-big: it changed while it was read'])
  })

  it('vanishes while it is read, or before, is named', async () => {
    const { elsewhere, summary } = await packWhile(() => {
      rmSync(file())
      rmSync(file('z-last'))
    })
    expect(readFileSync(path.join(elsewhere, 'a-big')).equals(big)).toBe(true)
    expect(existsSync(path.join(elsewhere, 'z-last'))).toBe(false)
    expect(summary).toMatchObject({
      files: 1,
      disturbed: ['media/a-big: it was removed while it was read', 'media/z-last: it vanished'],
    })
  })

  it('is replaced while it is read is stored as it was, and named', async () => {
    const { elsewhere, summary } = await packWhile(() => renameSync(write('other', 'new'), file()))
    expect(readFileSync(path.join(elsewhere, 'a-big')).equals(big)).toBe(true)
    expect(summary.disturbed).toEqual(['media/a-big: it was removed while it was read'])
  })
})

describe('an archive that was not made here', () => {
  const top: RawEntry = { name: 'media/', type: '5' }
  const hostile: Record<string, RawEntry[]> = {
    'a link': [top, { name: 'media/x', type: '2', link: '/etc/passwd' }],
    'a link and a file through it': [
      top,
      { name: 'media/x', type: '2', link: '..' },
      { name: 'media/x/outside', content: 'x' },
    ],
    'a hard link': [top, { name: 'media/x', type: '1', link: '/etc/passwd' }],
    'a character device': [top, { name: 'media/x', type: '3' }],
    'a block device': [top, { name: 'media/x', type: '4' }],
    'a pipe': [top, { name: 'media/x', type: '6' }],
    'an absolute path': [top, { name: '/tmp/rt-media-outside', content: 'x' }],
    'an absolute path in a pax record': [
      top,
      { name: 'media/x', content: 'x', pax: { path: '/tmp/rt-media-outside' } },
    ],
    'a path upwards': [top, { name: 'media/../outside', content: 'x' }],
    'a path upwards at its end': [top, { name: 'media/..', type: '5' }],
    'a path of dots': [top, { name: 'media/./x', content: 'x' }],
    'a path with nothing between slashes': [top, { name: 'media//x', content: 'x' }],
    'a name with U+0000': [top, { name: 'media/x', content: 'x', pax: { path: 'media/a\0b' } }],
    'a name outside the media folders': [top, { name: 'outside', content: 'x' }],
    'a name that only begins like a media folder': [top, { name: 'media2/x', content: 'x' }],
    'the name of a stage': [
      top,
      { name: 'media/.record-tasks-cdb4ee2a-00000000/', type: '5' },
      { name: 'media/.record-tasks-cdb4ee2a-00000000/state', content: '{}' },
    ],
    'an owner that there cannot be': [top, { name: 'media/x', content: 'x', pax: { uid: '99999999999' } }],
    'an empty name': [top, { name: '', content: 'x' }],
    'a file for the media folder': [{ name: 'media', content: 'x' }],
    'a file where a folder is': [top, { name: 'media/x/', type: '5' }, { name: 'media/x', content: 'x' }],
    'a folder where a file is': [top, { name: 'media/x', content: 'x' }, { name: 'media/x/', type: '5' }],
    'a file within a file': [top, { name: 'media/x', content: 'x' }, { name: 'media/x/y', content: 'y' }],
    'a file before its folder': [top, { name: 'media/x/y', content: 'y' }],
    'a file twice': [top, { name: 'media/x', content: 'x' }, { name: 'media/x', content: 'y' }],
    'a folder twice': [top, { name: 'media/x/', type: '5' }, { name: 'media/x/', type: '5' }],
    'the media folder twice': [top, top],
    'a size that is too big': [top, { name: 'media/x', content: 'x'.repeat(600), size: 2000 }, top],
    'a size that is too small': [top, { name: 'media/x', content: 'x'.repeat(600), size: 3 }],
    'a size beyond any disk': [top, { name: 'media/x', content: 'x', pax: { size: '9007199254740000' } }],
    'more files than its manifest says': [
      top,
      ...[1, 2, 3, 4].map((i) => ({ name: `media/${i}`, content: 'x' })),
    ],
    'more bytes than its manifest says': [top, { name: 'media/x', content: 'x'.repeat(10_001) }],
  }

  for (const [kind, entries] of Object.entries(hostile)) {
    it(`is refused for ${kind}, and leaves nothing`, async () => {
      write('media/old')
      const before = treeOf(folder)
      const staging = stageMedia(piecesOf(rawArchive(entries)), [media], {
        expected: { files: 3, bytes: 10_000 },
      })
      expect((await failureOf(staging)).exitCode).toBe(exitCodes.damaged)
      expect(namesIn(treeOf(folder))).toEqual(namesIn(before))
      expect(existsSync('/tmp/rt-media-outside')).toBe(false)
    })
  }

  it('is refused at once when it holds more than its manifest says, however much follows', async () => {
    let given = 0
    async function* bomb() {
      yield rawArchive([top]).subarray(0, 512)
      const file = rawArchive([{ name: 'media/x', size: 1e12 }]).subarray(0, 512)
      yield file
      for (; given < 10_000; given++) yield Buffer.alloc(100_000)
    }
    mkdirSync(media.path)
    const failure = await failureOf(stageMedia(bomb(), [media], { expected: { files: 1, bytes: 1000 } }))
    expect(failure.message).toMatch(/is more than its manifest says$/)
    expect(given).toBeLessThan(200)
    expect(readdirSync(folder)).toEqual(['media'])
  })

  it('is refused in the middle, while more of it is on its way', async () => {
    const many = Array.from({ length: 2000 }, (_, i) => ({ name: `media/${i}`, content: randomBytes(1000) }))
    many.splice(100, 0, { name: 'media/../x', content: Buffer.alloc(0) })
    const stream = createGunzip()
    stream.end(gzipSync(rawArchive([top, ...many])))
    expect((await failureOf(stageMedia(stream, [media]))).message).toMatch(/is no path within it$/)
    // What comes late comes to nobody.
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused where its names are longer together than a path may be, and leaves nothing', async () => {
    const folders = Array.from({ length: 2500 }, (_, i) => `media/${'d/'.repeat(i)}`)
    const archive = rawArchive(folders.map((name) => ({ name, type: '5', pax: { path: name } })))
    expect((await failureOf(stageMedia(piecesOf(archive), [media]))).message).toMatch(/a name is too long/)
    expect(readdirSync(folder)).toEqual([])
  })

  it('is refused wherever it is cut', async () => {
    for (const name of ['a', 'b/c', 'b/d']) write(`media/${name}`, name.repeat(500))
    const { archive } = await pack()
    for (let length = 0; length < archive.length; length += 300) {
      const failure = await failureOf(stageMedia(piecesOf(archive.subarray(0, length)), [media]))
      expect([length, failure.exitCode]).toEqual([length, exitCodes.damaged])
    }
    expect(readdirSync(folder)).toEqual(['media'])
  })

  it('writes a name with backslashes as one name, where they part nothing', async () => {
    mkdirSync(media.path)
    await restore(rawArchive([top, { name: 'media/..\\..\\x', content: 'x' }]))
    expect(treeOf(folder)).toHaveLength(3)
    expect(readdirSync(media.path)).toEqual(['..\\..\\x'])
  })

  it('is refused where two names differ by what the file system does not tell apart', async () => {
    const place = caseless()
    if (!place) return console.warn('untested: no file system that does not tell upper from lower case')
    const archive = rawArchive([top, { name: 'media/x', content: 'x' }, { name: 'media/X', content: 'y' }])
    const directory = { name: 'media', path: path.join(place, 'media') }
    expect((await failureOf(stageMedia(piecesOf(archive), [directory]))).message).toMatch(
      /"media\/X", which is there twice/,
    )
    expect(readdirSync(place)).toEqual([])
  })
})

const namesIn = (tree: readonly TreeEntry[]): string[] => tree.map(({ what }) => what)

/** A small FAT, if one can be made and mounted. */
function caseless(): string | undefined {
  const image = path.join(folder, 'fat')
  const place = path.join(folder, 'caseless')
  mkdirSync(place)
  try {
    execFileSync('truncate', ['-s', '4M', image], { stdio: 'ignore' })
    execFileSync('mkfs.vfat', [image], { stdio: 'ignore' })
    execFileSync('mount', ['-o', 'loop', image, place], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  undo.push(() => execFileSync('umount', [place]))
  return place
}

describe('a media folder', () => {
  const withMounts = mayMount ? it : it.skip
  const title = mayMount ? '' : ' (untested: this user may not mount)'

  function fill(): void {
    for (const name of ['media/a/b', 'media/c']) utimesSync(write(name), 3000, 3000)
    chmodSync(path.join(media.path, 'a'), 0o555)
    utimesSync(path.join(media.path, 'a'), 1000, 1000)
    chmodSync(media.path, 0o750)
    utimesSync(media.path, 2000, 2000)
  }

  withMounts(`that is a mount point is replaced within itself${title}`, async () => {
    undo.push(mountMemory(media.path, '4m')!)
    fill()
    mkdirSync(path.join(media.path, 'lost+found'))
    utimesSync(media.path, 2000, 2000)
    const before = treeOf(media.path)
    const { archive } = await pack()
    write('media/new/file')
    writeFileSync(path.join(media.path, 'c'), 'changed')
    chmodSync(media.path, 0o700)
    const staged = await stageMedia(piecesOf(archive), [media])
    expect(readdirSync(folder)).toEqual(['media'])
    const [stage] = readdirSync(media.path).filter((name) => name.startsWith('.'))
    expect(readdirSync(path.join(media.path, stage!))).toContain('fresh')
    // What is of the stage is nobody's media.
    expect(namesOfArchive((await pack()).archive).some((name) => name.includes('record-tasks'))).toBe(false)
    await staged.swap()
    await staged.discard()
    expectTree(media.path, before)
  })

  withMounts(`that is a bind mount of the same file system is one, too${title}`, async () => {
    mkdirSync(path.join(folder, 'volume'))
    undo.push(mountBind(path.join(folder, 'volume'), media.path)!)
    fill()
    const before = treeOf(media.path)
    const { archive } = await pack()
    rmSync(path.join(media.path, 'c'))
    await restore(archive)
    expectTree(media.path, before)
  })

  withMounts(`with a mount point in it is not replaced${title}`, async () => {
    fill()
    const { archive } = await pack()
    undo.push(mountMemory(path.join(media.path, 'mounted'), '1m')!)
    const failure = await failureOf(stageMedia(piecesOf(archive), [media]))
    expect(failure.message).toMatch(/mounted is a file system of its own within the media folder media/)
  })

  withMounts(`on a disk that fills is as it was, and has its room back${title}`, async () => {
    undo.push(mountMemory(media.path, '1m')!)
    write('media/a', Buffer.alloc(300_000, 1))
    const before = treeOf(media.path)
    const archive = rawArchive([
      { name: 'media/', type: '5' },
      { name: 'media/x', content: Buffer.alloc(900_000, 2) },
    ])
    expect((await failureOf(stageMedia(piecesOf(archive), [media]))).message).toMatch(/the disk is full/)
    const expected = { files: 1, bytes: 900_000 }
    expect((await failureOf(stageMedia(piecesOf(archive), [media], { expected }))).message).toMatch(/no room/)
    expectTree(media.path, before)
  })

  it('is restored by one run at a time', async () => {
    write('media/a')
    const { archive } = await pack()
    const staged = await stageMedia(piecesOf(archive), [media])
    expect(await recoverMedia([media])).toEqual([])
    const child = recoverElsewhere()
    expect(child).toMatchObject({
      exitCode: 13,
      message: expect.stringContaining('restoring the media folder media'),
    })
    await staged.swap()
    await staged.discard()
    expect(recoverElsewhere()).toEqual({ notes: [] })
  })

  const recoverElsewhere = () => {
    const script = path.join(import.meta.dirname, 'recover-media.js')
    return JSON.parse(execFileSync(process.execPath, [script, media.path], { encoding: 'utf8' }))
  }

  for (const isMounted of [false, true]) {
    const test = isMounted ? withMounts : it
    test(`is the old or the new one after a kill at any step of the swap${isMounted ? ', as a mount point' : ''}${title}`, async () => {
      if (isMounted) undo.push(mountMemory(media.path, '4m')!)
      fill()
      const archive = rawArchive([
        { name: 'media/', type: '5', mode: 0o711 },
        { name: 'media/new1', content: 'new' },
        { name: 'media/new2', content: 'new' },
        { name: 'media/a/', type: '5', mode: 0o700 },
        { name: 'media/a/new', content: 'new' },
      ])
      const old = treeOf(media.path)
      await restore(archive)
      const fresh = treeOf(media.path)
      const seen = new Set<string>()
      const script = path.join(import.meta.dirname, 'swap-and-die.js')
      for (let step = 1, hasEnded = false; !hasEnded; step++) {
        for (const entry of readdirSync(media.path)) rmSync(path.join(media.path, entry), { recursive: true })
        fill()
        expectTree(media.path, old)
        writeFileSync(path.join(folder, 'archive'), archive)
        const { stdout: said } = spawnSync(
          process.execPath,
          [script, path.join(folder, 'archive'), media.path, String(step)],
          { encoding: 'utf8' },
        )
        hasEnded = said === 'ended'
        rmSync(path.join(folder, 'archive'))
        const notes = await recoverMedia([media])
        const found = treeOf(media.path)
        const isOld = found.length === old.length
        const expected = isOld ? old : fresh
        // The stage within a mount point goes after everything else, and a kill just then leaves the folder its time.
        if (isMounted) found[0]!.time = expected[0]!.time
        expect(found).toEqual(expected)
        seen.add(`${isOld ? 'old' : 'new'} ${notes.length}`)
        expect(readdirSync(folder)).toEqual(['media'])
        expect(step).toBeLessThan(100)
      }
      // Undone with a word, finished with a word, and without where there was nothing to say.
      expect([...seen].sort()).toEqual(['new 0', 'new 1', 'old 0', 'old 1'])
    })
  }

  it('that an application made anew after a kill is not thrown away', async () => {
    write('media/a')
    const { archive } = await pack()
    writeFileSync(path.join(folder, 'archive'), archive)
    const script = path.join(import.meta.dirname, 'swap-and-die.js')
    const die = (step: number) =>
      spawnSync(process.execPath, [script, path.join(folder, 'archive'), media.path, String(step)])
    // Between the two renames the folder is not there.
    for (let step = 1; existsSync(media.path); step++) die(step)
    write('media/upload')
    expect((await failureOf(recoverMedia([media]))).message).toMatch(/media was made anew$/)
    expect(existsSync(path.join(media.path, 'upload'))).toBe(true)
    rmSync(path.join(media.path, 'upload'))
    mkdirSync(path.join(media.path, 'uploads'))
    expect(await recoverMedia([media])).toHaveLength(1)
    expect(readdirSync(media.path)).toEqual(['a'])
  })
})

const namesOfArchive = (archive: Buffer): string[] =>
  execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8' }).split('\n')
