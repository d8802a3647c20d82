declare const _default: import("../lib/task/define-task.ts").Task<{
    readonly filename: {
        readonly type: 'string';
        readonly short: 'f';
        readonly default: 'data.json';
        readonly placeholder: 'FILE';
        readonly complete: 'file';
        readonly help: "the dump to read; - is standard input";
    };
    readonly edited: {
        readonly type: 'boolean';
        readonly help: 'accept a dump whose records were edited after the export';
    };
}, readonly []>;
export default _default;
