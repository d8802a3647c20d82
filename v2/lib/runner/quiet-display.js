const silentView = { title() { }, output() { }, progress() { }, command() { }, end() { } };
/** Shows nothing: errors are printed elsewhere. */
export const quietDisplay = () => ({
    listrOptions: () => ({ renderer: 'silent', registerSignalListeners: false }),
    step: () => silentView,
    skipped() { },
    heading() { },
    line() { },
    stopping() { },
    treeEnd() { },
});
