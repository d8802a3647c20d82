/** How a command line is shown that has a task which stays; undefined where none does. */
export const logForm = (invocations) => {
    // biome-ignore lint/suspicious/noExplicitAny: they were parsed by the task's own description
    const forms = invocations.map(({ task, options }) => task.log?.(options));
    return forms.includes('json') ? 'json' : forms.find((form) => form !== undefined);
};
