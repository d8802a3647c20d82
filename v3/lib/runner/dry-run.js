import { redact } from '../../config/secrets.js';
const isEnabled = async (step, context) => typeof step.enabled === 'function' ? step.enabled(context) : (step.enabled ?? true);
const skipped = async (step, context) => typeof step.skip === 'function' ? step.skip(context) : step.skip;
const wouldDo = async (step, context) => {
    const reason = await skipped(step, context);
    if (reason)
        return `would skip: ${step.title}: ${reason}`;
    return `would: ${(await step.dry?.(context)) ?? step.title}`;
};
/** Says what a task's steps would do, and runs none of them. */
export const dryRun = async (steps, context) => {
    const said = [];
    for (const step of steps) {
        context.signal.throwIfAborted();
        if (await isEnabled(step, context))
            said.push(redact(await wouldDo(step, context)));
    }
    context.print(said);
    context.result({ dry: true, steps: said });
};
