declare const _default: import("../lib/task/define-task.ts").Task<Record<never, never>, readonly []>;
export default _default;
