import { createOption, excludeOption, ignoreNonexistentOption, ignoreVersionOption, includeOption, onNulOption, onOrphanOption, onZeroDateOption, renameOption, } from './options.js';
import { parseRenames } from './parse-renames.js';
/** What an import, a copy and a check may be told about the way of the records into the target. */
export const loadOptions = {
    create: createOption,
    include: includeOption,
    exclude: excludeOption,
    rename: renameOption,
    ignoreNonexistent: ignoreNonexistentOption,
    ignoreVersion: ignoreVersionOption,
    onNul: onNulOption,
    onZeroDate: onZeroDateOption,
    onOrphan: onOrphanOption,
};
/** The same, and the configuration's part in it, as lib/records takes it. TaskError 2 for a rename that is none. */
export function loadChoices({ options, config, signal, echo }) {
    const { create, include, exclude, ignoreNonexistent, ignoreVersion, onNul, onZeroDate, onOrphan } = options;
    return {
        create,
        include,
        exclude,
        leaveOut: config.exclude,
        rename: parseRenames(config.rename, options.rename),
        casts: config.casts,
        ignoreNonexistent,
        ignoreVersion,
        migrations: knexMigrations(config),
        onNul,
        onZeroDate,
        onOrphan,
        signal,
        onStatement: echo,
    };
}
/** Those that the tool runs itself; another framework's command is the application's own affair. */
export function knexMigrations({ migrations }) {
    if (migrations?.directory === undefined)
        return undefined;
    const { directory, table } = migrations;
    return { directory, table };
}
