import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url, { fsCache: false })
const { DirectoryStore } = await jiti.import('../../lib/store/directory-store.ts')
try {
  await new DirectoryStore(process.argv[2]).lock('inventory')
  process.stdout.write('held\n')
  setInterval(() => {}, 1000)
} catch (error) {
  process.stdout.write(`refused ${error.exitCode}\n`)
  setInterval(() => {}, 1000)
}
