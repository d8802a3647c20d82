import { exitCodes, TaskError } from '../errors.js';
import { DirectoryStore } from './directory-store.js';
/** A location as the configuration has it: an absolute path, or `s3://bucket/prefix`. */
export async function openStore(location, env) {
    if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(location))
        return new DirectoryStore(location);
    if (/^s3:/i.test(location)) {
        // On Node 20 the SDK would say at every start that later versions of it will not run there.
        process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
        const { S3Store } = await import('./s3-store.js');
        return S3Store.at(location, env);
    }
    throw new TaskError(`${location} is no place for backups`, {
        exitCode: exitCodes.usage,
        hint: 'A location is a directory, or s3://bucket/prefix.',
    });
}
