import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateMultipartUploadCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command, PutObjectCommand, S3Client, UploadPartCommand, } from '@aws-sdk/client-s3';
import { exitCodes, TaskError } from '../errors.js';
import { lockFile } from './kernel-lock.js';
import { StoredStream } from './stored-stream.js';
/** Of a part of an upload. A store takes 10,000 of them, so they grow with the file: 16 MB for the first 16 GB. */
const partBytes = 16 * 1024 * 1024;
const partsOfOneSize = 1000;
/**
 * Any store that speaks S3. Each part goes with its SHA-256, which the far side checks; a file appears when its last
 * part is there; its size is asked for afterwards. Credentials and region come from AWS's usual environment, the
 * address of another provider from AWS_ENDPOINT_URL.
 */
export class S3Store {
    display;
    #client;
    #bucket;
    /** Empty, or ends with `/`. */
    #prefix;
    #lockFolder;
    constructor(client, bucket, prefix, lockFolder) {
        this.#client = client;
        this.#bucket = bucket;
        this.#prefix = prefix;
        this.#lockFolder = lockFolder;
        this.display = `s3://${bucket}/${prefix}`.replace(/\/$/, '');
    }
    /** `s3://bucket` or `s3://bucket/prefix`. */
    static at(location, env) {
        const match = /^s3:\/\/([^/?#]+)\/?([^?#]*)$/i.exec(location);
        if (!match) {
            throw new TaskError(`${location} is no place in S3`, {
                exitCode: exitCodes.usage,
                hint: 'Write s3://bucket/prefix; the server is named by AWS_ENDPOINT_URL.',
            });
        }
        const [, bucket = '', prefix = ''] = match;
        const endpoint = env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL;
        const client = new S3Client({
            region: env.AWS_REGION || env.AWS_DEFAULT_REGION || 'us-east-1',
            // Other providers have their buckets in the path.
            ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
            ...credentialsIn(env),
        });
        const state = env.XDG_STATE_HOME || path.join(homedir() || tmpdir(), '.local/state');
        const folder = prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`;
        return new S3Store(client, bucket, folder, path.join(state, 'record-tasks'));
    }
    async list(prefix) {
        const files = [];
        let token;
        do {
            const page = await this.#try(() => this.#client.send(new ListObjectsV2Command({
                Bucket: this.#bucket,
                Prefix: this.#prefix + prefix,
                Delimiter: '/',
                ContinuationToken: token,
            })));
            for (const { Key, Size, LastModified } of page.Contents ?? []) {
                const name = Key.slice(this.#prefix.length);
                if (name !== '')
                    files.push({ name, size: Size ?? 0, modified: LastModified ?? new Date(0) });
            }
            token = page.NextContinuationToken;
        } while (token !== undefined);
        return files.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
    }
    async write(name, content, { signal } = {}) {
        const key = this.#key(name);
        if ((await this.#sizeOf(key)) !== undefined)
            throw new TaskError(`${this.display}/${name} exists already`);
        const stored = new StoredStream();
        const parts = partsOf(stored.through(content), signal);
        const first = await parts.next();
        const second = first.done ? first : await parts.next();
        try {
            if (second.done)
                await this.#put(key, first.done ? Buffer.alloc(0) : first.value, signal);
            else
                await this.#upload(key, rejoin([first.value, second.value], parts), signal);
            const digest = stored.digest();
            await this.#requireSize(key, digest.size);
            return digest;
        }
        catch (error) {
            // It may have been stored, though its answer was lost.
            await this.remove(name).catch(() => { });
            throw error;
        }
    }
    async #requireSize(key, expected) {
        const size = await this.#sizeOf(key);
        if (size === expected)
            return;
        throw new TaskError(`s3://${this.#bucket}/${key} was not stored whole: ${size ?? 0} of ${expected} bytes`, {
            hint: 'Run it again. Nothing was left behind.',
        });
    }
    async read(name, { signal } = {}) {
        const key = this.#key(name);
        const { Body } = await this.#try(() => this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }), signal ? { abortSignal: signal } : {}), name);
        return Body;
    }
    async remove(name) {
        await this.#try(() => this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: this.#key(name) })));
    }
    async free() { }
    async sweep(isOurs) {
        const left = [];
        let after = {};
        while (after) {
            const page = await this.#try(() => this.#client.send(new ListMultipartUploadsCommand({
                Bucket: this.#bucket,
                Prefix: this.#prefix,
                Delimiter: '/',
                ...after,
            })));
            for (const { Key: key = '', UploadId: upload = '' } of page.Uploads ?? []) {
                const name = key.slice(this.#prefix.length);
                if (isOurs(name))
                    left.push({ name, key, upload });
            }
            const { IsTruncated, NextKeyMarker, NextUploadIdMarker } = page;
            after =
                IsTruncated && NextKeyMarker
                    ? {
                        KeyMarker: NextKeyMarker,
                        ...(NextUploadIdMarker ? { UploadIdMarker: NextUploadIdMarker } : {}),
                    }
                    : undefined;
        }
        for (const { key, upload } of left)
            await this.#abort(key, upload);
        return left.map(({ name }) => name);
    }
    lock(name) {
        const place = createHash('sha256').update(`${this.display}\n${name}`).digest('hex').slice(0, 16);
        return lockFile(path.join(this.#lockFolder, `${place}.lock`), `at work on backups of ${name} in ${this.display}`);
    }
    async close() {
        this.#client.destroy();
    }
    #key(name) {
        if (name.includes('/'))
            throw new TaskError(`${name} is no name of a file in ${this.display}`);
        return this.#prefix + name;
    }
    async #put(key, body, signal) {
        await this.#try(() => this.#client.send(new PutObjectCommand({
            Bucket: this.#bucket,
            Key: key,
            Body: body,
            ChecksumSHA256: checksumOf(body),
        }), signal ? { abortSignal: signal } : {}));
    }
    async #upload(key, parts, signal) {
        const { UploadId } = await this.#try(() => this.#client.send(new CreateMultipartUploadCommand({ Bucket: this.#bucket, Key: key, ChecksumAlgorithm: 'SHA256' })));
        try {
            const done = [];
            for await (const part of parts)
                done.push(await this.#uploadPart(key, UploadId, done.length + 1, part, signal));
            signal?.throwIfAborted();
            await this.#try(() => this.#client.send(new CompleteMultipartUploadCommand({
                Bucket: this.#bucket,
                Key: key,
                UploadId,
                MultipartUpload: { Parts: done },
            })));
        }
        catch (error) {
            await this.#abort(key, UploadId).catch(() => { });
            throw error;
        }
    }
    async #uploadPart(key, upload, number, body, signal) {
        const checksum = checksumOf(body);
        const { ETag } = await this.#try(() => this.#client.send(new UploadPartCommand({
            Bucket: this.#bucket,
            Key: key,
            UploadId: upload,
            PartNumber: number,
            Body: body,
            ChecksumSHA256: checksum,
        }), signal ? { abortSignal: signal } : {}));
        return { ETag, PartNumber: number, ChecksumSHA256: checksum };
    }
    async #abort(key, upload) {
        await this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key: key, UploadId: upload }));
    }
    /** Undefined where there is none. */
    async #sizeOf(key) {
        try {
            const { ContentLength } = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }));
            return ContentLength ?? 0;
        }
        catch (error) {
            if (error.$metadata?.httpStatusCode === 404)
                return undefined;
            throw this.#explain(error);
        }
    }
    async #try(work, name) {
        try {
            return await work();
        }
        catch (error) {
            throw this.#explain(error, name);
        }
    }
    #explain(error, name) {
        const { name: kind, message } = error;
        if (kind === 'AbortError' || error instanceof TaskError)
            return error;
        if (kind === 'NoSuchKey')
            return new TaskError(`${this.display}/${name} does not exist`, {
                hint: 'It was removed, or never came whole.',
            });
        const known = reasons[kind] ?? reasons[networkCode.exec(message)?.[0] ?? ''];
        const [reason, hint] = known ?? [message, 'Look at the credentials and the address.'];
        return new TaskError(`${this.display}: ${reason}`, { hint, cause: error });
    }
}
const noCredentials = [
    'there are no credentials',
    'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.',
];
const refused = [
    'the credentials are refused',
    'Look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the policy.',
];
const unreachable = ['the server cannot be reached', 'Look at AWS_ENDPOINT_URL and the network.'];
/** The SDK wraps errors of the network in one of its own. */
const networkCode = /\b(?:ECONNREFUSED|ENOTFOUND|ETIMEDOUT|ECONNRESET|EAI_AGAIN)\b/;
const reasons = {
    CredentialsProviderError: noCredentials,
    NoSuchBucket: ['there is no such bucket', 'Make it, or name another.'],
    AccessDenied: refused,
    InvalidAccessKeyId: refused,
    SignatureDoesNotMatch: refused,
    ECONNREFUSED: unreachable,
    ENOTFOUND: unreachable,
    ETIMEDOUT: unreachable,
    ECONNRESET: unreachable,
    EAI_AGAIN: unreachable,
    TimeoutError: unreachable,
};
/** Those of the environment that the task got; else the SDK finds its own way (profiles, roles). */
function credentialsIn({ AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, ...env }) {
    if (!accessKeyId || !secretAccessKey)
        return {};
    const sessionToken = env.AWS_SESSION_TOKEN;
    return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } };
}
const checksumOf = (body) => createHash('sha256').update(body).digest('base64');
/** Pieces as large as a part; the last may be shorter. */
async function* partsOf(content, signal) {
    let pending = [];
    let size = 0;
    let number = 0;
    const wanted = () => partBytes * 2 ** Math.floor(number / partsOfOneSize);
    for await (const chunk of content) {
        signal?.throwIfAborted();
        pending.push(chunk);
        size += chunk.length;
        while (size >= wanted()) {
            const all = Buffer.concat(pending);
            const part = all.subarray(0, wanted());
            const rest = all.subarray(part.length);
            pending = [rest];
            size = rest.length;
            number++;
            yield part;
        }
    }
    if (size > 0)
        yield Buffer.concat(pending);
}
async function* rejoin(first, rest) {
    yield* first;
    yield* rest;
}
