// Writes a megabyte to the file of the first argument, and prints the error's message.
import { Readable } from 'node:stream'
import { createJiti } from 'jiti'

const { writeAtomically } = await createJiti(import.meta.url, { fsCache: false }).import(
  '../../lib/files/atomic-file.ts',
)
const pieces = Array.from({ length: 16 }, () => Buffer.alloc(65_536, 'x'))
await writeAtomically(process.argv[2], [Readable.from(pieces)], { overwrite: true }).catch((error) => {
  process.stdout.write(error.message)
})
