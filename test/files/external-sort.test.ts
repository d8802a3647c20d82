import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { ExternalSort } from '../../lib/files/external-sort.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rt-sort-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Each number from 0 to `count` once, in no order. */
const shuffled = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => (index * 7919) % count)

const keyOf = (number: number): Buffer => Buffer.from(String(number).padStart(6, '0'))

async function addAll(
  sort: ExternalSort,
  numbers: readonly number[],
  textOf: (number: number) => string = String,
): Promise<void> {
  for (const number of numbers) await sort.add(keyOf(number), Buffer.from(textOf(number)))
}

async function valuesOf(sort: ExternalSort): Promise<string[]> {
  const values: string[] = []
  for await (const some of sort.sorted()) values.push(...some.map(String))
  return values
}

const upTo = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index))

describe('a sort that does not fit in memory', () => {
  it.each([
    ['in memory', 1_000_000],
    ['with a file', 100_000],
    ['with more runs than a window has room for', 2_000],
  ])('gives values in the order of their keys, %s', async (_, memory) => {
    const sort = new ExternalSort({ memoryBytes: memory, folder })
    await addAll(sort, shuffled(2000))
    expect(await valuesOf(sort)).toEqual(upTo(2000))
    expect(await valuesOf(sort)).toEqual([])
    await addAll(sort, shuffled(10))
    expect(await valuesOf(sort)).toEqual(upTo(10))
  })

  it('gives back values of any length', async () => {
    const sort = new ExternalSort({ memoryBytes: 20_000, folder })
    const textOf = (number: number) => `${number}:`.padEnd(number % 3 === 0 ? 50_000 : number % 40, 'x')
    await addAll(sort, shuffled(100), textOf)
    expect(await valuesOf(sort)).toEqual(upTo(100).map((number) => textOf(Number(number))))
  })

  it('leaves no file behind, neither while it runs nor when it is left early', async () => {
    const sort = new ExternalSort({ memoryBytes: 2_000, folder })
    await addAll(sort, shuffled(100))
    expect(await readdir(folder)).toEqual([])
    for await (const _ of sort.sorted()) break
    await sort.close()
    expect(await readdir(folder)).toEqual([])
  })

  it('says where there was no room', async () => {
    const sort = new ExternalSort({ memoryBytes: 100, folder: path.join(folder, 'missing') })
    await expect(addAll(sort, shuffled(10))).rejects.toMatchObject({
      name: 'TaskError',
      message: expect.stringContaining(`by a temporary file in ${folder}/missing: ENOENT`),
      hint: 'Make room there, or name another folder in TMPDIR.',
    })
  })
})
