import { Refusal } from './refusal.js';
/*
 * EWKT to the bytes that both servers store and take (SRID, then WKB, longitude first), as their own dumps have
 * them. Their ST_GeomFromText makes NULL of what it does not understand, and the two understand different texts.
 */
const kinds = new Map([
    ['POINT', 1],
    ['LINESTRING', 2],
    ['POLYGON', 3],
    ['MULTIPOINT', 4],
    ['MULTILINESTRING', 5],
    ['MULTIPOLYGON', 6],
    ['GEOMETRYCOLLECTION', 7],
]);
/** Throws Refusal for a text that is none, that has more than two dimensions, or that no server keeps. */
export function geometryBytes(text) {
    const [, srid = '0', wkt = ''] = /^(?:SRID=(\d+);)?(.*)$/s.exec(text) ?? [];
    const reader = new WktReader(wkt);
    const body = reader.tagged();
    reader.end();
    return Buffer.concat([uint32(Number(srid)), body]);
}
class WktReader {
    #tokens;
    #at = 0;
    constructor(text) {
        this.#tokens = text.match(/[A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[(),]|\S/g) ?? [];
    }
    tagged() {
        const name = this.#next().toUpperCase();
        const kind = kinds.get(name);
        if (kind === undefined)
            throw new Refusal('is no geometry of the kinds that the engine has');
        return Buffer.concat([header(kind), this.#body(kind)]);
    }
    end() {
        if (this.#at < this.#tokens.length)
            throw new Refusal('is no geometry: it goes on after its end');
    }
    #body(kind) {
        if (kind === 1)
            return this.#inBrackets(() => this.#position());
        if (kind === 2)
            return this.#line();
        if (kind === 3)
            return this.#polygon();
        if (kind === 4)
            return counted(this.#list(() => Buffer.concat([header(1), this.#pointOfMany()])));
        if (kind === 5)
            return counted(this.#list(() => Buffer.concat([header(2), this.#line()])));
        if (kind === 6)
            return counted(this.#list(() => Buffer.concat([header(3), this.#polygon()])));
        return counted(this.#list(() => this.tagged()));
    }
    #line() {
        const positions = this.#list(() => this.#position());
        if (positions.length < 2)
            throw new Refusal('is no geometry: a line has two points at least');
        return counted(positions);
    }
    #polygon() {
        return counted(this.#list(() => {
            const ring = this.#list(() => this.#position());
            const isClosed = ring.length >= 4 && ring[0].equals(ring[ring.length - 1]);
            if (!isClosed)
                throw new Refusal('is no geometry: a ring of the polygon is not closed');
            return counted(ring);
        }));
    }
    /** `(1 2)` or, as older writers have it, `1 2`. */
    #pointOfMany() {
        return this.#tokens[this.#at] === '(' ? this.#inBrackets(() => this.#position()) : this.#position();
    }
    #list(item) {
        if (this.#tokens[this.#at]?.toUpperCase() === 'EMPTY') {
            this.#at++;
            return [];
        }
        return this.#inBrackets(() => {
            const items = [item()];
            while (this.#tokens[this.#at] === ',') {
                this.#at++;
                items.push(item());
            }
            return items;
        });
    }
    #inBrackets(content) {
        this.#expect('(');
        const read = content();
        this.#expect(')');
        return read;
    }
    #position() {
        const bytes = Buffer.alloc(16);
        bytes.writeDoubleLE(this.#number(), 0);
        bytes.writeDoubleLE(this.#number(), 8);
        return bytes;
    }
    #number() {
        const value = Number(this.#next());
        if (!Number.isFinite(value))
            throw new Refusal('is no geometry: a coordinate is no number');
        return value;
    }
    #expect(token) {
        if (this.#next() !== token)
            throw new Refusal('is no geometry in two dimensions');
    }
    #next() {
        return this.#tokens[this.#at++] ?? '';
    }
}
const counted = (items) => Buffer.concat([uint32(items.length), ...items]);
const header = (kind) => Buffer.concat([Buffer.from([1]), uint32(kind)]);
function uint32(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}
