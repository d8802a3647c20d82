import { once } from 'node:events'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Answers, type Question, type Reply, runVariable, socketName } from './keeper-protocol.ts'

/** The directory of this run of the tests; removed at its end with everything in it. */
export function runDirectory(): string {
  const directory = process.env[runVariable]
  if (!directory)
    throw new Error('Run this test with jest: its global set-up starts the keeper of the servers')
  return directory
}

/** Asks the process that keeps the servers of this run (keeper.ts). */
export async function askKeeper<Q extends Question>(question: Q): Promise<Answers[Q['ask']]> {
  const socket = createConnection(join(runDirectory(), socketName))
  await once(socket, 'connect')
  socket.write(`${JSON.stringify(question)}\n`)
  const reply = JSON.parse(await text(socket)) as Reply
  if ('error' in reply) throw new Error(reply.error)
  return reply.answer as Answers[Q['ask']]
}
