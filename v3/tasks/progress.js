/** Shows the rows of each table under a step, and the files of each media folder. */
export const onProgress = (step) => ({ table, rows, total, finished, unit = 'rows' }) => step.progress({ item: table, done: rows, total, unit, finished });
/** The same, and the migrations that make the schema. */
export const loadProgress = (step) => ({
    onProgress: onProgress(step),
    onMigration: ({ name, state, position, of }) => {
        if (state === 'running')
            step.output(`${position}/${of} ${name}`);
    },
});
