import { optionName } from '../task/option-name.js';
const written = (key, option) => {
    const short = option.short === undefined ? '    ' : `-${option.short}, `;
    const name = optionName(key);
    if (option.type === 'boolean')
        return `${short}--${name}`;
    return `${short}--${name} ${option.placeholder ?? (option.type === 'number' ? 'NUMBER' : name.toUpperCase())}`;
};
const notes = (option) => {
    if (option.type === 'boolean')
        return [];
    const found = [];
    if (option.choices)
        found.push(option.choices.join(', '));
    if (option.multiple)
        found.push('repeatable');
    if (option.required)
        found.push('required');
    const standard = option.multiple ? option.default?.join(', ') : option.default;
    if (standard !== undefined && standard !== '')
        found.push(`default: ${standard}`);
    return found;
};
/** Rows of a help text: how an option is written, and what it is for with its default. */
export const optionHelp = (options) => Object.entries(options).map(([key, option]) => {
    const more = notes(option);
    return [written(key, option), more.length === 0 ? option.help : `${option.help} (${more.join('; ')})`];
});
