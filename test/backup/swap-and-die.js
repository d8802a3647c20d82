// Unpacks an archive (first argument) for a media folder (second), swaps it in, and is gone at the n-th (third) call
// of mkdir, rename, rm or utimes after it was unpacked; says "ended" where there are not so many.
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { createJiti } from 'jiti'

const [, , archive, folder, step] = process.argv
const fs = createRequire(import.meta.url)('node:fs')
let left = Number.POSITIVE_INFINITY
for (const name of ['mkdir', 'rename', 'rm', 'utimes']) {
  const original = fs.promises[name]
  fs.promises[name] = (...given) => {
    left--
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    return original(...given)
  }
}
syncBuiltinESMExports()

const jiti = createJiti(import.meta.url, { fsCache: false })
const { stageMedia } = await jiti.import('../../lib/backup/stage-media.ts')
const staged = await stageMedia(fs.createReadStream(archive), [{ name: 'media', path: folder }])
left = Number(step)
await staged.swap()
await staged.discard()
left = Number.POSITIVE_INFINITY
process.stdout.write('ended')
