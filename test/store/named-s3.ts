import { randomUUID } from 'node:crypto'
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { S3Server } from './s3-server.ts'

/**
 * The store that TEST_S3_ENDPOINT names, with the credentials of AWS's usual environment: any program that speaks S3.
 * Buckets called `rt-…` are made there and removed. Undefined where none is named.
 */
export function namedS3({ TEST_S3_ENDPOINT: endpoint, ...env } = process.env): S3Server | undefined {
  if (!endpoint) return undefined
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env
  const region = env.AWS_REGION || 'us-east-1'
  const credentials = { accessKeyId, secretAccessKey }
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true })
  const buckets: string[] = []
  return {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
    newBucket: async () => {
      const Bucket = `rt-${randomUUID()}`
      await client.send(new CreateBucketCommand({ Bucket }))
      buckets.push(Bucket)
      return Bucket
    },
    leaveUpload: async (Bucket, Key) => {
      const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
      await client.send(
        new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: Buffer.alloc(6_000_000) }),
      )
    },
    uploads: async (Bucket) => {
      const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }))
      return Uploads.map(({ Key }) => Key!)
    },
    stop: async () => {
      for (const Bucket of buckets) {
        const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
        for (const { Key } of Contents) await client.send(new DeleteObjectCommand({ Bucket, Key }))
        await client.send(new DeleteBucketCommand({ Bucket }))
      }
      client.destroy()
    },
  }
}
