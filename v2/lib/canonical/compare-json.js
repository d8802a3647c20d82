import { normalNumber } from './compare-number.js';
/**
 * A JSON document by its value: keys in order and of duplicates the last, numbers by value and digit for digit (-0 is 0),
 * strings without their escapes. Equal documents give equal texts. Undefined for what is no JSON.
 */
export function normalJson(text) {
    try {
        JSON.parse(text);
    }
    catch {
        return undefined;
    }
    return new Normalizer(text).document();
}
/** Of valid JSON, that has been seen to be so. JSON.parse alone would round numbers. */
class Normalizer {
    #text;
    #at = 0;
    constructor(text) {
        this.#text = text;
    }
    document() {
        const first = this.#peek();
        if (first === '{')
            return this.#object();
        if (first === '[')
            return this.#array();
        if (first === '"')
            return JSON.stringify(this.#string());
        const word = /[^\s,\]}]+/y;
        word.lastIndex = this.#at;
        const [written = ''] = word.exec(this.#text) ?? [];
        this.#at += written.length;
        const number = normalNumber(written);
        return number === '-0' ? '0' : (number ?? written);
    }
    #object() {
        const members = new Map();
        this.#at++;
        while (this.#peek() !== '}') {
            if (this.#peek() === ',')
                this.#at++;
            this.#peek();
            const key = this.#string();
            this.#peek();
            this.#at++;
            members.set(key, this.document());
        }
        this.#at++;
        const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
        return `{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
    }
    #array() {
        const elements = [];
        this.#at++;
        while (this.#peek() !== ']') {
            if (this.#peek() === ',')
                this.#at++;
            elements.push(this.document());
        }
        this.#at++;
        return `[${elements.join(',')}]`;
    }
    #string() {
        let end = this.#at + 1;
        while (this.#text[end] !== '"')
            end += this.#text[end] === '\\' ? 2 : 1;
        const written = this.#text.slice(this.#at, end + 1);
        this.#at = end + 1;
        return JSON.parse(written);
    }
    /** The next character that is no white space. */
    #peek() {
        while (/\s/.test(this.#text[this.#at]))
            this.#at++;
        return this.#text[this.#at];
    }
}
