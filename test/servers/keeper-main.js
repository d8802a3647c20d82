import { createJiti } from 'jiti'

await createJiti(import.meta.url, { fsCache: false }).import('./keeper.ts')
