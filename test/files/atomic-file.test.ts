import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGzip, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { writeAtomically } from '../../lib/files/atomic-file.ts'

let folder: string
let target: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rt-file-'))
  target = path.join(folder, 'data.json')
})
afterEach(() => rm(folder, { recursive: true }))

const text = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)))

async function* breaking() {
  yield Buffer.from('half')
  throw new Error('the engine is gone')
}

describe('a file that is written atomically', () => {
  it('is whole, private, and alone in its folder', async () => {
    expect(await writeAtomically(target, [text('a', 'b')])).toBe(2)
    expect(await readFile(target, 'utf8')).toBe('ab')
    expect((await stat(target)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['data.json'])
  })

  it('goes through further stages', async () => {
    await writeAtomically(target, [text('abc'), createGzip()])
    expect(gunzipSync(await readFile(target)).toString()).toBe('abc')
  })

  it('is not there at all when its source fails', async () => {
    await expect(writeAtomically(target, [Readable.from(breaking())])).rejects.toThrow('the engine is gone')
    expect(await readdir(folder)).toEqual([])
  })

  it('is not replaced without leave, and stays as it was when the new one fails', async () => {
    await writeFile(target, 'old')
    await expect(writeAtomically(target, [text('new')])).rejects.toThrow(`${target} exists already`)
    await expect(writeAtomically(target, [Readable.from(breaking())], { overwrite: true })).rejects.toThrow(
      'the engine is gone',
    )
    expect(await readFile(target, 'utf8')).toBe('old')
    await writeAtomically(target, [text('new')], { overwrite: true })
    expect(await readFile(target, 'utf8')).toBe('new')
  })

  it('that comes into being meanwhile is not replaced either', async () => {
    async function* meanwhile() {
      yield Buffer.from('ours')
      await writeFile(target, 'theirs')
    }
    await expect(writeAtomically(target, [Readable.from(meanwhile())])).rejects.toThrow('exists already')
    expect(await readFile(target, 'utf8')).toBe('theirs')
    expect(await readdir(folder)).toEqual(['data.json'])
  })

  it('behind a link is replaced, and the link stays', async () => {
    const link = path.join(folder, 'link.json')
    await writeFile(target, 'old')
    await symlink(target, link)
    await writeAtomically(link, [text('new')], { overwrite: true })
    expect(await readFile(target, 'utf8')).toBe('new')
    expect((await readdir(folder)).sort()).toEqual(['data.json', 'link.json'])
  })

  it('takes the leftovers of killed runs away, and those of running ones not', async () => {
    const dead = path.join(folder, '.data.json.99999999-0123abcd.part')
    const alive = path.join(folder, `.data.json.${process.pid}-0123abcd.part`)
    await writeFile(dead, '')
    await writeFile(alive, '')
    await writeAtomically(target, [text('x')])
    expect((await readdir(folder)).sort()).toEqual([path.basename(alive), 'data.json'])
  })

  it('on a full disk leaves the old one and says so', async () => {
    await writeFile(target, 'old')
    const script = path.join(import.meta.dirname, 'write-big.js')
    // 256 blocks of a kilobyte: the system refuses the rest, as a full disk does.
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `ulimit -f 256; exec "${process.execPath}" "${script}" "${target}"`,
    ])
    expect(stdout).toBe(`${target} cannot be written: it grew larger than a file may be here`)
    expect(await readFile(target, 'utf8')).toBe('old')
    expect(await readdir(folder)).toEqual(['data.json'])
  })

  it.each([
    ['a directory', () => folder, 'is a directory'],
    ['a file in a missing folder', () => path.join(folder, 'none', 'x.json'), 'does not exist'],
    ['a file below a file', () => path.join(import.meta.filename, 'x.json'), 'not a directory'],
  ])('cannot be %s', async (_, name, message) => {
    await expect(writeAtomically(name(), [text('x')])).rejects.toThrow(message)
  })
})
