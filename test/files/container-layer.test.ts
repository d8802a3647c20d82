import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { isInContainerLayer } from '../../lib/files/container-layer.ts'

describe('a place for a file', () => {
  let folder: string
  beforeAll(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'record-tasks-')))
    for (const name of ['app/data/my backups/memory', 'app/shm'])
      mkdirSync(path.join(folder, name), { recursive: true })
    symlinkSync(path.join(folder, 'app/data'), path.join(folder, 'app/link'))
    // As Docker's overlay and its volumes look in there.
    const mounts = [
      '639 521 0:49 / / rw,relatime master:169 - overlay overlay rw,lowerdir=/l/A:/l/B,upperdir=/u',
      '640 639 0:52 / /proc rw,nosuid - proc proc rw',
      `650 639 254:0 /volumes/data/_data ${folder}/app/data rw,relatime master:1 - ext4 /dev/vda rw`,
      `651 650 0:77 / ${folder}/app/data/my\\040backups/memory rw - tmpfs tmpfs rw`,
      `652 639 0:70 / ${folder}/app/shm rw - tmpfs shm rw`,
      '',
    ]
    writeFileSync(path.join(folder, 'mountinfo'), mounts.join('\n'))
    writeFileSync(path.join(folder, 'disk'), '21 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n')
    writeFileSync(path.join(folder, 'marker'), '')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const asked = (name: string, marker = 'marker', mounts = 'mountinfo') =>
    isInContainerLayer(path.join(folder, name), {
      markers: [path.join(folder, 'none'), path.join(folder, marker)],
      mounts: path.join(folder, mounts),
    })

  it.each([
    ['app/data.json', true],
    ['app/to/be/made/data.json', true],
    ['app/database.json', true],
    ['app/data/data.json', false],
    ['app/data/to/be/made/data.json', false],
    ['app/link/data.json', false],
    ['app/data/my backups/memory/data.json', true],
    ['app/shm/data.json', true],
  ])('%s: goes with the container: %s', async (name, goes) => {
    expect(await asked(name)).toBe(goes)
  })

  it('is nothing to speak of outside a container, nor where the system does not tell', async () => {
    expect(await asked('app/data.json', 'none')).toBe(false)
    expect(await asked('app/data.json', 'marker', 'none')).toBe(false)
    expect(await asked('app/data.json', 'marker', 'disk')).toBe(false)
  })
})
