import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from '@jest/globals'
import { lockDatabase } from '../../lib/dialects/lock-database.ts'
import { exitCodes } from '../../lib/errors.ts'
import { plainKnex } from '../migrations/plain-knex.ts'
import { failureOf, settingsOf } from '../records/moving.ts'
import { createDatabase, describeEachEngine, type TestDatabase } from '../servers/servers.ts'

const script = path.join(import.meta.dirname, 'lock-and-hang.js')

/** The server may take a moment to notice that a client is gone. */
async function lockSoon(database: TestDatabase) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await lockDatabase(settingsOf(database))
    } catch (error) {
      if (attempt === 50) throw error
      await sleep(100)
    }
  }
}

describeEachEngine('the lock of a database', (engine) => {
  it('has one holder at a time, and leaves nothing behind', async () => {
    const database = await createDatabase(engine)
    const settings = settingsOf(database)
    const lock = await lockDatabase(settings)
    expect(await failureOf(lockDatabase(settings))).toMatchObject({ exitCode: exitCodes.locked })
    expect(await failureOf(lockDatabase(settings))).toMatchObject({ exitCode: exitCodes.locked })
    const other = await lockDatabase(settingsOf(await createDatabase(engine)))
    await other.release()
    await lock.release()
    await lock.release()
    await (await lockDatabase(settings)).release()
    if (database.file !== undefined)
      expect(readdirSync(path.dirname(database.file))).toEqual([path.basename(database.file)])
  })

  it('ends with its process, also by kill -9', async () => {
    const database = await createDatabase(engine)
    const child = spawn(process.execPath, [script, database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout!, 'data')
    expect(await failureOf(lockDatabase(settingsOf(database)))).toMatchObject({ exitCode: exitCodes.locked })
    child.kill('SIGKILL')
    await once(child, 'exit')
    await (await lockSoon(database)).release()
  })
})

/** A way to a server on which the end of a connection takes a second longer than what was sent before. */
async function slowToEnd(port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const end = () => setTimeout(() => [near, far].map((socket) => socket.destroy()), 1_000)
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => near.write(bytes))
    for (const socket of [near, far]) socket.on('end', end).on('error', end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

describeEachEngine(
  'the lock of a database on a server',
  (engine) => {
    it('is free once it is released, though the server learns later of the end of its connection', async () => {
      const settings = settingsOf(await createDatabase(engine))
      const server = await slowToEnd(settings.port!)
      const { port } = server.address() as AddressInfo
      const lock = await lockDatabase({ ...settings, host: '127.0.0.1', port })
      await lock.release()
      await (await lockDatabase(settings)).release()
      server.close()
    })
  },
  ['postgres', 'mysql', 'mariadb'],
)

describeEachEngine(
  'the lock of a database whose server goes on without its client',
  (engine) => {
    it('lasts as long as the connection that it covers', async () => {
      const database = await createDatabase(engine)
      const lock = await lockDatabase(settingsOf(database))
      const knex = plainKnex(database)
      const covered = await lock.cover(knex)
      await lock.release()
      const error = await failureOf(lockDatabase(settingsOf(database)))
      expect(error).toMatchObject({ exitCode: exitCodes.locked, hint: expect.stringMatching(/KILL \d+/) })
      await covered()
      await (await lockDatabase(settingsOf(database))).release()
      await knex.destroy()
    })
  },
  ['mysql', 'mariadb'],
)
