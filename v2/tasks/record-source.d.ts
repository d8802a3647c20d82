import type { SourceAddress } from '../lib/records/record-source.ts';
import type { TaskContext } from '../lib/task/context.ts';
export interface NamedSource {
    address: SourceAddress;
    /** For messages. */
    display: string;
}
/** What `-f FILE` or `--from NAME|URL` means: a dump, `data.json` where neither is given, or a database. */
export declare function resolveSource({ config, cwd, stdin }: Pick<TaskContext, 'config' | 'cwd' | 'stdin'>, { filename, from }: {
    filename: string | undefined;
    from: string | undefined;
}): NamedSource;
