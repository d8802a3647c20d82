// Recovers a media folder (first argument) as another process, and tells what came of it.
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { recoverMedia } = await jiti.import('../../lib/backup/stage-media.ts')
const told = await recoverMedia([{ name: 'media', path: process.argv[2] }]).then(
  (notes) => ({ notes }),
  ({ exitCode, message }) => ({ exitCode, message }),
)
process.stdout.write(JSON.stringify(told))
