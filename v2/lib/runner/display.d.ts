import type { ListrBaseClassOptions, ListrTaskWrapper } from 'listr2';
import type { Progress } from '../task/context.ts';
export type Wrapper = ListrTaskWrapper<any, any, any>;
/** A running step as the reader sees it. */
export interface StepView {
    title(text: string): void;
    output(text: string): void;
    progress(progress: Progress): void;
    /** What a command of the step writes, in pieces of any length. */
    command(text: string): void;
    end(): void;
}
/** How a run is shown: a tree on a terminal, lines in a log, nothing under `--quiet`. Only on stderr. */
export interface Display {
    listrOptions(steps: number): ListrBaseClassOptions<any, any, any>;
    step(wrapper: Wrapper, title: string): StepView;
    /** A step that is left out, with the reason. */
    skipped(text: string): void;
    /** Between the tasks of a command line with several. */
    heading(task: string): void;
    /** A line of its own; while a tree is drawn, after it. */
    line(text: string): void;
    /** The run was asked to stop; shown at once. */
    stopping(text: string): void;
    /** The tree is finished. */
    treeEnd(): void;
}
