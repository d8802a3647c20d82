import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface S3Server {
  env: Record<string, string>
  /** A bucket that nobody has used. */
  newBucket(): Promise<string>
  /** Begins an upload of `key` that nobody completes. */
  leaveUpload(bucket: string, key: string): Promise<void>
  /** Keys of uploads that were begun and neither completed nor aborted. */
  uploads(bucket: string): Promise<string[]>
  stop(): Promise<void>
}

interface Upload {
  bucket: string
  key: string
  parts: Map<number, Buffer>
}

const accessKey = 'AKIDEXAMPLE'

/**
 * As much of S3's REST interface as a store needs, in memory, page by page: what a program of ours says to it is what
 * it says to a real one; what a real one answers was read in AWS's reference. Checks the checksums that it is sent.
 */
export async function startS3(): Promise<S3Server> {
  const buckets = new Map<string, Map<string, { body: Buffer; modified: Date }>>()
  const uploads = new Map<string, Upload>()
  const server = createServer((request, response) => {
    answer(request, response).catch((error) => fail(response, 500, 'InternalError', String(error)))
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, 'http://s3')
    const [, bucket = '', ...rest] = decodeURIComponent(url.pathname).split('/')
    const key = rest.join('/')
    const body = await read(request)
    if (!request.headers.authorization?.includes(`Credential=${accessKey}/`))
      return fail(response, 403, 'InvalidAccessKeyId', 'The key is not known')
    const objects = buckets.get(bucket)
    if (!objects) return fail(response, 404, 'NoSuchBucket', 'There is no such bucket')
    const sum = request.headers['x-amz-checksum-sha256']
    if (sum !== undefined && sum !== createHash('sha256').update(body).digest('base64'))
      return fail(response, 400, 'BadDigest', 'The checksum is another')
    const upload = uploads.get(url.searchParams.get('uploadId') ?? '')
    const how = `${request.method} ${key === '' ? 'bucket' : 'object'}`
    if (how === 'GET bucket' && url.searchParams.has('uploads'))
      return xml(response, listUploads(bucket, url))
    if (how === 'GET bucket') return xml(response, listObjects(objects, url))
    if (how === 'POST object' && url.searchParams.has('uploads')) {
      const id = randomUUID()
      uploads.set(id, { bucket, key, parts: new Map() })
      return xml(
        response,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      )
    }
    if (url.searchParams.has('uploadId') && !upload)
      return fail(response, 404, 'NoSuchUpload', 'There is no such upload')
    if (how === 'PUT object' && upload) {
      upload.parts.set(Number(url.searchParams.get('partNumber')), body)
      response.setHeader('ETag', `"${createHash('md5').update(body).digest('hex')}"`)
      return void response.end()
    }
    if (how === 'POST object' && upload) {
      const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part)
      const small = parts.slice(0, -1).find((part) => part.length < 5 * 1024 * 1024)
      if (small) return fail(response, 400, 'EntityTooSmall', 'A part is too small')
      objects.set(key, { body: Buffer.concat(parts), modified: new Date() })
      uploads.delete(url.searchParams.get('uploadId')!)
      return xml(response, '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>')
    }
    if (how === 'DELETE object' && upload) {
      uploads.delete(url.searchParams.get('uploadId')!)
      response.statusCode = 204
      return void response.end()
    }
    if (how === 'PUT object') {
      objects.set(key, { body, modified: new Date() })
      response.setHeader('ETag', '"x"')
      return void response.end()
    }
    if (how === 'DELETE object') {
      objects.delete(key)
      response.statusCode = 204
      return void response.end()
    }
    const object = objects.get(key)
    if (!object) return fail(response, 404, 'NoSuchKey', 'There is no such key', request.method === 'HEAD')
    response.setHeader('Content-Length', object.body.length)
    response.setHeader('Last-Modified', object.modified.toUTCString())
    response.end(request.method === 'HEAD' ? undefined : object.body)
  }

  function listUploads(bucket: string, url: URL): string {
    const prefix = url.searchParams.get('prefix') ?? ''
    const [afterKey, afterId] = [url.searchParams.get('key-marker'), url.searchParams.get('upload-id-marker')]
    const found = [...uploads]
      .map(([id, upload]) => ({ id, ...upload }))
      .filter((each) => each.bucket === bucket && isListed(each.key, prefix, url))
      .sort((a, b) => (a.key === b.key ? Number(a.id > b.id) : Number(a.key > b.key)) || -1)
      .filter(({ key, id }) => !afterKey || key > afterKey || (key === afterKey && id > (afterId ?? '~')))
    const page = found.slice(0, pageSize)
    const entries = page.map(
      ({ id, key }) => `<Upload><Key>${escaped(key)}</Key><UploadId>${id}</UploadId></Upload>`,
    )
    const isCut = found.length > page.length
    const { key = '', id = '' } = page.at(-1) ?? {}
    const next = `<NextKeyMarker>${escaped(key)}</NextKeyMarker><NextUploadIdMarker>${id}</NextUploadIdMarker>`
    return `<ListMultipartUploadsResult><IsTruncated>${isCut}</IsTruncated>${isCut ? next : ''}${entries.join('')}</ListMultipartUploadsResult>`
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: accessKey,
      AWS_SECRET_ACCESS_KEY: 'secret-of-s3',
    },
    newBucket: async () => {
      const name = `bucket-${buckets.size + 1}`
      buckets.set(name, new Map())
      return name
    },
    leaveUpload: async (bucket, key) => void uploads.set(randomUUID(), { bucket, key, parts: new Map() }),
    uploads: async (bucket) =>
      [...uploads.values()].filter((each) => each.bucket === bucket).map(({ key }) => key),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** What is beyond the delimiter is listed as a folder, if at all. */
const isListed = (key: string, prefix: string, url: URL): boolean =>
  key.startsWith(prefix) && !(url.searchParams.has('delimiter') && key.slice(prefix.length).includes('/'))

/** Small pages, so that every listing takes several. */
const pageSize = 2

function listObjects(objects: Map<string, { body: Buffer; modified: Date }>, url: URL): string {
  const prefix = url.searchParams.get('prefix') ?? ''
  const after = url.searchParams.get('continuation-token') ?? ''
  const keys = [...objects.keys()].filter((key) => isListed(key, prefix, url) && key > after).sort()
  const page = keys.slice(0, pageSize)
  const entries = page.map((key) => {
    const { body, modified } = objects.get(key)!
    return `<Contents><Key>${escaped(key)}</Key><Size>${body.length}</Size><LastModified>${modified.toISOString()}</LastModified></Contents>`
  })
  const isCut = keys.length > page.length
  const next = isCut ? `<NextContinuationToken>${escaped(page.at(-1)!)}</NextContinuationToken>` : ''
  return `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  const body = Buffer.concat(parts)
  return request.headers['content-encoding'] === 'aws-chunked' ? unchunked(body) : body
}

/** `<hex size>[;…]CR LF <bytes> CR LF`, until a size of 0. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at)
    const size = Number.parseInt(body.toString('latin1', at, end), 16)
    if (!size) return Buffer.concat(parts)
    parts.push(body.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function xml(response: ServerResponse, content: string): void {
  response.setHeader('Content-Type', 'application/xml')
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${content}`)
}

function fail(response: ServerResponse, status: number, code: string, message: string, bare = false): void {
  response.statusCode = status
  if (bare) response.end()
  else xml(response, `<Error><Code>${code}</Code><Message>${message}</Message></Error>`)
}
