import { Readable } from 'node:stream'
import { openByteSource } from '../dump/byte-source.ts'
import { type DumpHead, schemaFormatName } from '../dump/format.ts'
import { openDump } from '../dump/reader.ts'
import { exitCodes, TaskError } from '../errors.ts'
import { someReasons } from '../some-of.ts'
import { type SchemaDocument, schemaDocument, schemaFormatVersion } from './schema-document.ts'
import { schemaProblems } from './schema-rules.ts'

/** A schema that was read, with what a document leaves out. */
export interface ReadSchema {
  /** For messages: the path, or `standard input`. */
  name: string
  document: SchemaDocument
  /** Of a dump: the server that it is from. */
  version?: string
  /** Names by table, where the file tells them. */
  triggers: ReadonlyMap<string, readonly string[]>
}

/** The schema of a schema file, or of a dump, of which only the head is read. TaskError 10 for what is neither. */
export async function readSchema(from: string | Readable, signal?: AbortSignal): Promise<ReadSchema> {
  const source = await openByteSource(from, { signal })
  try {
    const chunks = source.chunks()[Symbol.asyncIterator]()
    const { value, done } = await chunks.next()
    const first = done ? Buffer.alloc(0) : Buffer.from(value)
    if (looksLikeSchema(first)) return parseSchema(await readAll(first, chunks, source.name), source.name)
    return await readDumpHead(
      typeof from === 'string' ? from : Readable.from(continued(first, chunks)),
      signal,
    )
  } finally {
    source.close()
  }
}

const looksLikeSchema = (start: Buffer): boolean =>
  new RegExp(`"format"\\s*:\\s*"${schemaFormatName}"`).test(start.toString('utf8'))

async function* continued(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

/** A document is as long as a schema is. */
const longestDocument = 256 * 1024 * 1024

async function readAll(first: Buffer, rest: AsyncIterator<Buffer>, name: string): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const chunk of continued(first, rest)) {
    // Its memory may be used for the next one.
    parts.push(Buffer.from(chunk))
    size += chunk.length
    if (size > longestDocument) throw unusable(name, ['it is longer than 256 MB'])
  }
  return Buffer.concat(parts).toString('utf8')
}

async function readDumpHead(from: string | Readable, signal: AbortSignal | undefined): Promise<ReadSchema> {
  const reader = await openDump(from, { signal })
  await reader.close()
  return schemaOfHead(reader.head, reader.name)
}

function parseSchema(text: string, name: string): ReadSchema {
  const document = parseJson(text.replace(/^\ufeff/, ''), name)
  const { version } = document as { version?: unknown }
  if (typeof version === 'number' && version > schemaFormatVersion) {
    throw new TaskError(
      `${name} has schema format version ${version}; this version of record-tasks reads up to ${schemaFormatVersion}`,
      { exitCode: exitCodes.damaged, hint: 'Update record-tasks, then try again. Nothing was changed.' },
    )
  }
  const problems = schemaProblems(document)
  if (problems.length > 0) throw unusable(name, problems)
  // Whoever edited it may have left things in another order, and what has no meaning without records.
  return { name, document: schemaDocument(document as SchemaDocument), triggers: new Map() }
}

const shownProblems = 10

function unusable(name: string, problems: readonly string[]): TaskError {
  return new TaskError(`${name} is no schema that can be used: ${someReasons(problems, shownProblems)}`, {
    exitCode: exitCodes.damaged,
    hint: 'Correct it there; docs/schema.md says what each key takes. Nothing was changed.',
  })
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const said = (cause as Error).message
    throw unusable(name, [`${placeIn(text, said)}it is no valid JSON (${said})`])
  }
}

/** In lines and columns, as editors count, out of V8's offset. */
function placeIn(text: string, said: string): string {
  const offset = /at position (\d+)/.exec(said)?.[1]
  if (offset === undefined) return ''
  const before = text.slice(0, Number(offset)).split('\n')
  return `line ${before.length}, column ${before.at(-1)!.length + 1}: `
}

export function schemaOfHead(head: DumpHead, name: string): ReadSchema {
  const triggers = new Map(
    head.tables.flatMap((table) => (table.triggers ? [[table.name, table.triggers] as const] : [])),
  )
  return { name, document: schemaDocument(head), version: head.source.version, triggers }
}
