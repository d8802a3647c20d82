import { exitCodes, TaskError } from '../errors.js';
import { makeContext, shellSettings } from './make-context.js';
import { invocation } from './parse-command-line.js';
import { scheduleTasks } from './schedule-tasks.js';
import { withinShell } from './shell.js';
/** Runs a task, with those that go before and after it, under another one's step. */
export async function runOtherTask(parts, name, step, options) {
    const task = await parts.tasks.load(name);
    for (const planned of await scheduleTasks([invocation(name, task)], parts.tasks)) {
        const known = Object.entries(options).filter(([option]) => option in (planned.task.options ?? {}));
        const context = makeContext({
            ...parts,
            planned: { ...planned, options: { ...planned.options, ...Object.fromEntries(known) } },
        });
        await refuseQuestion(planned.name, await planned.task.destructive?.(context), context);
        const within = (work) => withinShell(shellSettings(parts), work);
        await runSteps(await within(() => planned.task.steps(context)), context, step, within);
    }
}
async function refuseQuestion(name, question, { flags }) {
    if (question === undefined || flags.yes)
        return;
    throw new TaskError(`Task ${name} asks before it begins: ${question}`, {
        exitCode: exitCodes.usage,
        hint: 'Give --yes, or leave it out here.',
    });
}
async function runSteps(steps, context, outer, within) {
    for (const step of steps) {
        context.signal.throwIfAborted();
        const isEnabled = typeof step.enabled === 'function' ? await step.enabled(context) : (step.enabled ?? true);
        if (!isEnabled)
            continue;
        const reason = typeof step.skip === 'function' ? await step.skip(context) : step.skip;
        outer.output(reason ? `skipped: ${step.title}: ${reason}` : step.title);
        if (reason)
            continue;
        const handle = {
            title: outer.output,
            output: outer.output,
            progress: outer.progress,
            steps: (inner) => runSteps(inner, context, outer, within),
        };
        await within(() => step.task(context, handle));
    }
}
