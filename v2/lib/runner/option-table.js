import { suggest } from '../suggest.js';
import { optionName } from '../task/option-name.js';
import { usageError } from './usage-error.js';
const add = (table, options, core) => {
    for (const [key, option] of Object.entries(options)) {
        const known = { key, option, core };
        table.set(`--${optionName(key)}`, known);
        if (option.short !== undefined)
            table.set(`-${option.short}`, known);
    }
};
/** A task's own options win over the core ones. */
export const optionTable = (core, own = {}) => {
    const table = new Map();
    add(table, core, true);
    add(table, own, false);
    return table;
};
export const words = (argv) => {
    let index = 0;
    return { next: () => argv[index++], peek: () => argv[index] };
};
const takesDash = (option, word) => word === '-' || !word.startsWith('-') || (option.type === 'number' && /^-[\d.]/.test(word));
const valueFor = (option, written, attached, rest) => {
    if (attached === '')
        throw usageError(`${written} got an empty value`, 'is a variable of your script unset?');
    if (attached !== undefined)
        return attached;
    const next = rest.peek();
    if (next === undefined)
        throw usageError(`${written} needs a value`);
    if (next === '')
        throw usageError(`${written} got an empty value`, 'is a variable of your script unset?');
    if (!takesDash(option, next)) {
        throw usageError(`${written} needs a value, and is followed by ${next}`, `where that is the value, write ${written.startsWith('--') ? `${written}=${next}` : `${written}${next}`}`);
    }
    return rest.next();
};
const convert = (option, written, text) => {
    if (option.type === 'boolean')
        return text;
    if (option.choices && !option.choices.includes(text)) {
        const near = suggest(text, option.choices);
        throw usageError(`${written} got "${text}", and takes ${option.choices.join(', ')}`, near === undefined ? undefined : `did you mean "${near}"?`);
    }
    if (option.type !== 'number')
        return text;
    const number = Number(text);
    if (text.trim() === '' || !Number.isFinite(number))
        throw usageError(`${written} got "${text}", and takes a number`);
    return number;
};
/** Takes one option, with its value from `rest` where it needs one, into `values`. */
const take = (known, written, attached, rest, values) => {
    const { key, option } = known;
    if (option.type === 'boolean') {
        if (attached !== undefined)
            throw usageError(`${written} takes no value, and got "${attached}"`);
        values[key] = true;
        return;
    }
    const value = convert(option, written, valueFor(option, written, attached, rest));
    if (option.multiple) {
        values[key] = [...(values[key] ?? []), value];
        return;
    }
    if (key in values)
        throw usageError(`${written} is given twice`, 'it takes one value only');
    values[key] = value;
};
/**
 * Takes the options in one word: `--name`, `--name=value`, `-n`, `-nvalue`, or the bundle `-abc`.
 * `values` has those of the task, `core` those of the runner.
 */
export const takeOptions = (word, rest, table, values, core, unknown) => {
    if (word.startsWith('--')) {
        const equals = word.indexOf('=');
        const written = equals < 0 ? word : word.slice(0, equals);
        const known = table.get(written);
        if (!known)
            throw unknown(written);
        take(known, written, equals < 0 ? undefined : word.slice(equals + 1), rest, known.core ? core : values);
        return;
    }
    for (let index = 1; index < word.length; index++) {
        const written = `-${word[index]}`;
        const known = table.get(written);
        if (!known)
            throw unknown(written);
        const tail = word.slice(index + 1);
        const boolean = known.option.type === 'boolean';
        const attached = boolean || tail === '' ? undefined : tail.replace(/^=/, '');
        take(known, written, attached, rest, known.core ? core : values);
        if (!boolean)
            return;
    }
};
