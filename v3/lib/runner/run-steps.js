import { Listr } from 'listr2';
import { runningStep } from './make-context.js';
const skipReason = async (step, context) => {
    const reason = typeof step.skip === 'function' ? await step.skip(context) : step.skip;
    return reason ? `${step.title}: ${reason}` : false;
};
const handle = (run, view, wrapper) => ({
    title: view.title,
    output: view.output,
    progress: view.progress,
    steps: (steps, options) => wrapper.newListr(steps.map((step) => item(run, step)), { concurrent: options?.concurrent ?? false, exitOnError: true }),
});
const item = (run, step) => {
    const { context, display, within } = run;
    const enabled = step.enabled ?? true;
    return {
        title: step.title,
        enabled: typeof enabled === 'function' ? () => enabled(context) : enabled,
        skip: async () => {
            const reason = await skipReason(step, context);
            if (reason)
                display.skipped(reason);
            return reason;
        },
        rendererOptions: { persistentOutput: true },
        task: async (_, wrapper) => {
            context.signal.throwIfAborted();
            const view = display.step(wrapper, step.title);
            try {
                return await runningStep.run(view, () => within(() => step.task(context, handle(run, view, wrapper))));
            }
            finally {
                view.end();
            }
        },
    };
};
/** Runs a task's steps in order, shown by the display. Rejects with the error of the first that fails. */
export const runSteps = async (run, steps) => {
    const tree = new Listr(steps.map((step) => item(run, step)), { ...run.display.listrOptions(steps.length), exitOnError: true });
    try {
        await tree.run();
    }
    finally {
        run.display.treeEnd();
    }
};
