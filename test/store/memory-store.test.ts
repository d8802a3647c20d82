import { MemoryStore, type Shelf } from '../../lib/store/memory-store.ts'
import { describeStore } from './store-contract.ts'

describeStore('in memory', async () => {
  const shelf: Shelf = { files: new Map(), locks: new Set() }
  return {
    store: new MemoryStore(shelf),
    again: () => new MemoryStore(shelf),
    remove: async () => {},
  }
})
