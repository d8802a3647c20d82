#!/usr/bin/env node
/*
 * The program `tasks`: main.ts, for tasks that move records with one thread of libuv's. SQLite works in these threads by
 * turns, and each keeps the memory of the longest cell that it has seen (docs/decisions/0008). How many there are is settled
 * by the first work for them, and reading a module is such work: so this file is CommonJS. With --jobs several connections
 * need as many threads, and what is compressed is read in one beside SQLite's; backups and restores flush many files at
 * once; and what a project's own tasks do is not known.
 */
const words = process.argv.slice(2)
const movesRecords = words.some((word) => /^(?:export|import|copy|check|compare)[-_]records$/.test(word))
const needsMore = words.some((word) => /^(?:-j|--jobs)|\.(?:gz|zst)$/i.test(word))
if (movesRecords && !needsMore && process.env.UV_THREADPOOL_SIZE === undefined) {
  process.env.UV_THREADPOOL_SIZE = '1'
  process.getBuiltinModule('node:fs').access('/', () => {})
  // It is not meant for programs that are started.
  delete process.env.UV_THREADPOOL_SIZE
}
import('./main.ts')
