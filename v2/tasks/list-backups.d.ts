declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly path: {
        readonly type: 'string';
        readonly short: 'p';
        readonly multiple: true;
        readonly placeholder: 'PLACE';
        readonly complete: 'directory';
        readonly help: 'where backups lie, a directory or s3://bucket/prefix (default: backup.location, or backups)';
    };
}, readonly []>;
export default _default;
