/*
 * A geometry as both servers store it (SRID, then WKB, longitude first) to EWKT. Their own ST_AsText prints 15
 * digits, and so changes coordinates; numbers here are the shortest that read back the same.
 */
const names = [
    '',
    'POINT',
    'LINESTRING',
    'POLYGON',
    'MULTIPOINT',
    'MULTILINESTRING',
    'MULTIPOLYGON',
    'GEOMETRYCOLLECTION',
];
/** EWKT of a stored geometry. */
export function geometryText(stored) {
    const srid = stored.readUInt32LE(0);
    const text = new WkbReader(stored, 4).tagged();
    return srid === 0 ? text : `SRID=${srid};${text}`;
}
class WkbReader {
    #bytes;
    #at;
    constructor(bytes, at) {
        this.#bytes = bytes;
        this.#at = at;
    }
    tagged() {
        const isLittle = this.#bytes[this.#at++] === 1;
        if (!isLittle)
            throw new Error('a geometry is stored in big-endian order');
        const kind = this.#count();
        const name = names[kind];
        if (name === undefined || kind === 0)
            throw new Error(`a geometry has the unknown type ${kind}`);
        const body = this.#body(kind);
        return body === '' ? `${name} EMPTY` : `${name}${body}`;
    }
    /** In brackets; empty where there is nothing in it. */
    #body(kind) {
        if (kind === 1)
            return `(${this.#position()})`;
        if (kind === 2)
            return this.#list(() => this.#position());
        if (kind === 3)
            return this.#list(() => this.#list(() => this.#position()));
        if (kind === 7)
            return this.#list(() => this.tagged());
        return this.#list(() => this.#member());
    }
    /** A part of a multi-geometry: its own type is known. */
    #member() {
        this.#at++;
        return this.#body(this.#count());
    }
    #list(item) {
        const items = Array.from({ length: this.#count() }, item);
        return items.length === 0 ? '' : `(${items.join(',')})`;
    }
    #position() {
        return `${this.#number()} ${this.#number()}`;
    }
    #number() {
        const value = this.#bytes.readDoubleLE(this.#at);
        this.#at += 8;
        return Object.is(value, -0) ? '-0' : String(value);
    }
    #count() {
        const value = this.#bytes.readUInt32LE(this.#at);
        this.#at += 4;
        return value;
    }
}
