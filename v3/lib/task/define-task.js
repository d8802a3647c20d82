/** Types a task; gives it back as it is. */
export const defineTask = (task) => task;
