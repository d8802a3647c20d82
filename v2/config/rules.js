import { suggest } from '../lib/suggest.js';
import { configError } from './config-error.js';
const kinds = { function: 'a function', undefined: 'nothing', symbol: 'a symbol' };
/** A value in a few words; never more, for it may hold a secret. */
const described = (value) => {
    if (value === null)
        return 'null';
    if (Array.isArray(value))
        return value.length === 0 ? 'an empty list' : 'a list';
    if (value instanceof Promise)
        return 'a promise';
    if (typeof value === 'object')
        return 'an object';
    if (typeof value === 'string')
        return value === '' ? 'an empty text' : `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
    return kinds[typeof value] ?? String(value);
};
export const refuse = (path, value, takes, hint) => {
    throw configError(`${path} got ${described(value)}, and takes ${takes}`, hint);
};
/** As `refuse`, for what may be a secret: its kind only. */
const refuseSecret = (path, value, takes) => refuse(path, typeof value === 'string' && value !== '' ? Symbol('text') : value, takes);
export const text = (takes = 'a text') => (value, path) => {
    if (typeof value !== 'string' || value.trim() === '')
        refuse(path, value, takes);
};
export const secret = (value, path) => {
    if (typeof value !== 'string' || value === '')
        refuseSecret(path, typeof value === 'object' ? value : Symbol('value'), 'a text');
};
export const matching = (pattern, takes) => (value, path) => {
    if (typeof value !== 'string' || !pattern.test(value))
        refuse(path, value, takes);
};
export const oneOf = (words) => (value, path) => {
    if (typeof value === 'string' && words.includes(value))
        return;
    const near = typeof value === 'string' ? suggest(value, words) : undefined;
    refuse(path, value, words.map((word) => `"${word}"`).join(', '), near && `did you mean "${near}"?`);
};
export const whole = (least, most, takes) => (value, path) => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
        refuse(path, value, takes);
};
export const scalar = (value, path) => {
    if (!['string', 'number', 'boolean'].includes(typeof value))
        refuse(path, value, 'a text, a number, true or false');
};
export const listOf = (rule, takes) => (value, path) => {
    if (!Array.isArray(value))
        refuse(path, value, takes);
    for (const [index, each] of value.entries())
        rule(each, `${path}[${index}]`);
};
/** One, or a list of some. */
export const oneOrMore = (rule, takes) => (value, path) => {
    if (!Array.isArray(value))
        return rule(value, path);
    if (value.length === 0)
        refuse(path, value, takes);
    listOf(rule, takes)(value, path);
};
export const between = (least, most, takes) => (value, path) => {
    if (typeof value !== 'number' || !(value >= least && value <= most))
        refuse(path, value, takes);
};
/** It may hold a token, and is not shown. */
export const webAddress = (value, path) => {
    if (typeof value !== 'string' || !/^https?:\/\/\S+$/.test(value))
        refuseSecret(path, value, 'a URL that begins with http:// or https://');
};
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Promise);
const dotted = (path, key) => {
    const plain = /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
    return path === '' ? plain : `${path}.${plain}`;
};
/** Any keys, each checked by `key` where given, with values by `rule`. */
export const mapOf = (rule, takes, key) => (value, path) => {
    if (!isObject(value))
        return refuse(path, value, takes);
    for (const [name, each] of Object.entries(value)) {
        key?.(name, `the key of ${dotted(path, name)}`);
        rule(each, dotted(path, name));
    }
};
/** These keys only, all of them optional; a key that is undefined counts as left out. */
export const objectOf = (rules, takes = 'an object') => (value, path) => {
    if (!isObject(value))
        return refuse(path === '' ? 'the configuration' : path, value, takes);
    for (const [name, each] of Object.entries(value)) {
        const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
        if (rule === undefined)
            throw unknownKey(path, name, Object.keys(rules));
        if (each !== undefined)
            rule(each, dotted(path, name));
    }
};
const unknownKey = (path, name, known) => {
    const near = suggest(name, known);
    const keys = `${path === '' ? 'the configuration' : path} takes the keys ${known.join(', ')}`;
    return configError(`${dotted(path, name)} is no known key`, near === undefined ? keys : `did you mean "${dotted(path, near)}"?`);
};
