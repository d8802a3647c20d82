import { ascii } from '../canonical/ascii.js';
import { MalformedRecord } from '../canonical/record-scanner.js';
import { exitCodes, TaskError } from '../errors.js';
import { compareOrder, compareSortedKeys, isEqualRecord, normalText, ScannedLine, sortedKey, } from './compare-row.js';
import { changedRecord, keyOf, loneRecord } from './compare-shown.js';
import { RecordSum } from './compare-sum.js';
/** Records that agree in the order of both sides are held in memory together, up to so many on one side. */
const mostTied = 4096;
const mostTiedBytes = 16_000_000;
/** Bytes that are compared first where a difference was just found. */
const smallestWindow = 256;
/** Why lining up had to end. */
class OutOfOrder extends Error {
    name = 'OutOfOrder';
}
/**
 * Goes through the records of both sides side by side, once. As long as the lines are the same bytes, nothing else is
 * looked at. Records are matched by their order; that it is kept is only made sure of from the first record on
 * that has no counterpart, for before it each had one.
 */
export class TableComparison {
    #plan;
    #sides;
    #left;
    #right;
    #leftLine;
    #rightLine;
    #limit;
    #sums = { left: new RecordSum(), right: new RecordSum() };
    #result = noDifferences();
    #window = Number.MAX_SAFE_INTEGER;
    /** Of each side the key of the record before, from the first record without a counterpart on. */
    #last;
    constructor(plan, sides, left, right, limit) {
        this.#plan = plan;
        this.#sides = sides;
        this.#left = left;
        this.#right = right;
        this.#leftLine = new ScannedLine(plan.left);
        this.#rightLine = new ScannedLine(plan.right);
        this.#limit = limit;
    }
    /** `onBatch` is called about once a megabyte. */
    async run(onBatch) {
        const unaligned = await this.#runAligned(onBatch);
        if (unaligned !== undefined)
            await this.#runUnaligned(onBatch);
        const { onlyLeft, onlyRight, changed } = this.#result;
        const isSame = unaligned === undefined
            ? onlyLeft + onlyRight + changed === 0
            : this.#sums.left.equals(this.#sums.right);
        return {
            left: this.#left.rows,
            right: this.#right.rows,
            ...(unaligned === undefined ? this.#result : noDifferences()),
            ...(unaligned === undefined ? {} : { unaligned }),
            isSame,
        };
    }
    // --- lined up -----------------------------------------------------------------------------------------------
    /** Gives the reason why the records could not be lined up to the end. */
    async #runAligned(onBatch) {
        try {
            while (await this.#fill(onBatch)) {
                this.#skipEqual();
                if (this.#left.isDrained || this.#right.isDrained)
                    continue;
                if (!this.#step())
                    await this.#matchTied();
            }
            await this.#eachRest((side) => this.#addLone(side));
            return undefined;
        }
        catch (error) {
            if (error instanceof OutOfOrder)
                return error.message;
            throw error;
        }
    }
    /** Whether both sides have a line. */
    async #fill(onBatch) {
        if (!this.#left.isDrained && !this.#right.isDrained)
            return true;
        onBatch();
        const hasLeft = await this.#left.fill();
        return (await this.#right.fill()) && hasLeft;
    }
    /** Goes on to the first lines that are not the same bytes, or to the end of one side's batch. */
    #skipEqual() {
        const [left, right] = [this.#left, this.#right];
        const [leftStart, rightStart] = [left.at, right.at];
        const most = Math.min(left.left, right.left);
        let equal = 0;
        while (equal < most) {
            const end = Math.min(most, equal + this.#window);
            if (!this.#isSame(leftStart, rightStart, equal, end)) {
                equal = this.#firstDifference(leftStart, rightStart, equal, end);
                this.#window = smallestWindow;
                break;
            }
            equal = end;
            this.#window = Math.min(this.#window * 2, Number.MAX_SAFE_INTEGER);
        }
        // Where all of one side's batch was equal, that ends with a line.
        const stop = equal === most ? equal : lineStart(left.bytes, leftStart, leftStart + equal) - leftStart;
        if (this.#last !== undefined)
            this.#watchSpan(leftStart + stop);
        left.at = leftStart + stop;
        right.at = rightStart + stop;
    }
    #isSame(left, right, from, to) {
        const { bytes } = this.#left;
        return bytes.compare(this.#right.bytes, right + from, right + to, left + from, left + to) === 0;
    }
    /** Within from…to, which is not the same. */
    #firstDifference(left, right, from, to) {
        let [start, end] = [from, to];
        while (end - start > smallestWindow) {
            const middle = (start + end) >> 1;
            if (this.#isSame(left, right, start, middle))
                start = middle;
            else
                end = middle;
        }
        const [a, b] = [this.#left.bytes, this.#right.bytes];
        while (a[left + start] === b[right + start])
            start++;
        return start;
    }
    /** Takes the first line of each side, which are not the same bytes; false where that takes a look at those behind them. */
    #step() {
        const leftEnd = this.#scan('left');
        const rightEnd = this.#scan('right');
        const order = compareOrder(this.#plan, this.#leftLine, this.#rightLine);
        if (order !== 0) {
            this.#addLone(order < 0 ? 'left' : 'right');
            if (order < 0)
                this.#left.at = leftEnd;
            else
                this.#right.at = rightEnd;
            return true;
        }
        if (this.#last !== undefined) {
            this.#watch('left');
            this.#watch('right');
        }
        if (!isEqualRecord(this.#plan, this.#leftLine, this.#rightLine)) {
            if (!this.#plan.isUnique)
                return false;
            this.#addChanged();
        }
        this.#left.at = leftEnd;
        this.#right.at = rightEnd;
        return true;
    }
    /** Finds the values of the line that a side has come to; gives the position after it. */
    #scan(side) {
        const cursor = this.#cursor(side);
        return this.#scanAt(side, cursor.bytes, cursor.at);
    }
    #scanAt(side, bytes, at) {
        try {
            return this.#line(side).scan(bytes, at);
        }
        catch (error) {
            if (error instanceof MalformedRecord)
                throw malformed(error, this.#sides[side], this.#plan[side].name);
            throw error;
        }
    }
    #cursor = (side) => (side === 'left' ? this.#left : this.#right);
    #line = (side) => (side === 'left' ? this.#leftLine : this.#rightLine);
    /** The scanned line of one side has no counterpart. */
    #addLone(side) {
        this.#last ??= {};
        this.#watch(side);
        const line = this.#line(side);
        if (this.#keepsMore)
            this.#result.differences.push(loneRecord(this.#plan, line, side));
        this.#result[side === 'left' ? 'onlyLeft' : 'onlyRight']++;
        this.#sum(side);
    }
    #addChanged() {
        if (this.#keepsMore)
            this.#result.differences.push(changedRecord(this.#plan, this.#leftLine, this.#rightLine));
        this.#result.changed++;
        this.#sum('left');
        this.#sum('right');
    }
    get #keepsMore() {
        return this.#result.differences.length < this.#limit;
    }
    #sum(side) {
        this.#sums[side].add(normalText(this.#plan.columns, this.#line(side), side));
    }
    /** Whatever is left of one side where the other has ended. The line is scanned. */
    async #eachRest(add) {
        for (const side of ['left', 'right']) {
            const cursor = this.#cursor(side);
            while (!cursor.isDrained || (await cursor.fill())) {
                const end = this.#scan(side);
                add(side);
                cursor.at = end;
            }
        }
    }
    // --- order --------------------------------------------------------------------------------------------------
    /** Makes sure that the scanned line of a side does not come before the one that was there before it. */
    #watch(side) {
        const line = this.#line(side);
        const key = sortedKey(this.#plan, line, side);
        const last = this.#last[side];
        if (last !== undefined && compareSortedKeys(last, key) > 0)
            throw this.#outOfOrder(side);
        this.#last[side] = key;
    }
    /** The same for lines that are on both sides. */
    #watchSpan(end) {
        let at = this.#left.at;
        while (at < end) {
            at = this.#scanAt('left', this.#left.bytes, at);
            this.#watch('left');
            const key = this.#last.left;
            const last = this.#last.right;
            if (last !== undefined && compareSortedKeys(last, key) > 0)
                throw this.#outOfOrder('right', 'left');
            this.#last.right = key;
        }
    }
    /** `scanned`: the side whose scanned line shows it. */
    #outOfOrder(side, scanned = side) {
        const names = keyOf(this.#plan, this.#line(scanned), scanned);
        const key = Object.entries(names).map(([name, value]) => `${name}=${value}`);
        const where = key.length === 0 ? '' : ` from ${key.join(', ')} on`;
        return new OutOfOrder(`the records of ${this.#sides[side]} are not in the order of a dump${where}`);
    }
    // --- records that the order does not tell apart -------------------------------------------------------------
    /** Matches all records of both sides that agree with the scanned lines in their order. */
    async #matchTied() {
        const key = sortedKey(this.#plan, this.#leftLine, 'left');
        const [left, right] = [await this.#takeTied('left', key), await this.#takeTied('right', key)];
        const isWhole = left.isWhole && right.isWhole;
        const [onlyLeft, onlyRight] = unmatched(left.lines, right.lines);
        const byKey = new Map(isWhole && this.#plan.key.length > 0 ? onlyRight.map((line) => [line.key, line]) : []);
        for (const line of onlyLeft) {
            const counterpart = byKey.get(line.key);
            this.#scanAt('left', line.bytes, 0);
            if (counterpart === undefined)
                this.#addTied('left', isWhole);
            else {
                byKey.delete(line.key);
                onlyRight.splice(onlyRight.indexOf(counterpart), 1);
                this.#scanAt('right', counterpart.bytes, 0);
                this.#addChanged();
            }
        }
        for (const line of onlyRight) {
            this.#scanAt('right', line.bytes, 0);
            this.#addTied('right', isWhole);
        }
        if (!isWhole)
            throw new OutOfOrder('too many of its records agree in all columns whose order is the same on both sides');
    }
    #addTied(side, isWhole) {
        if (isWhole)
            this.#addLone(side);
        else
            this.#sum(side);
    }
    /** The lines of one side, from where it is, that have this key; not all where they are too many. */
    async #takeTied(side, key) {
        const cursor = this.#cursor(side);
        const lines = [];
        let size = 0;
        while (!cursor.isDrained || (await cursor.fill())) {
            const end = this.#scan(side);
            const line = this.#line(side);
            if (compareSortedKeys(key, sortedKey(this.#plan, line, side)) !== 0)
                break;
            if (lines.length >= mostTied || size > mostTiedBytes)
                return { lines, isWhole: false };
            lines.push({
                bytes: Buffer.from(cursor.bytes.subarray(cursor.at, end)),
                normal: normalText(this.#plan.columns, line, side),
                key: normalText(this.#plan.key, line, side),
            });
            size += end - cursor.at;
            cursor.at = end;
        }
        return { lines, isWhole: true };
    }
    // --- not lined up -------------------------------------------------------------------------------------------
    /** What is left, as two heaps of records. Those that meet by chance need not be looked at. */
    async #runUnaligned(onBatch) {
        this.#last = undefined;
        while (await this.#fill(onBatch)) {
            this.#skipEqual();
            if (this.#left.isDrained || this.#right.isDrained)
                continue;
            const [leftEnd, rightEnd] = [this.#scan('left'), this.#scan('right')];
            this.#sum('left');
            this.#sum('right');
            this.#left.at = leftEnd;
            this.#right.at = rightEnd;
        }
        await this.#eachRest((side) => this.#sum(side));
    }
}
/** Of both sides, what is left when each record has taken one that is equal to it. */
function unmatched(left, right) {
    const counts = new Map();
    for (const { normal } of right)
        counts.set(normal, (counts.get(normal) ?? 0) + 1);
    const onlyLeft = left.filter(({ normal }) => !takeOne(counts, normal));
    return [onlyLeft, right.filter(({ normal }) => takeOne(counts, normal))];
}
function takeOne(counts, normal) {
    const count = counts.get(normal) ?? 0;
    if (count > 0)
        counts.set(normal, count - 1);
    return count > 0;
}
const noDifferences = () => ({
    onlyLeft: 0,
    onlyRight: 0,
    changed: 0,
    differences: [],
});
/** The start of the line that the byte belongs to; `from` is one. */
function lineStart(bytes, from, at) {
    return at === from ? from : Math.max(from, bytes.lastIndexOf(ascii.lf, at - 1) + 1);
}
const malformed = (error, source, table) => new TaskError(`${source}: a record of ${JSON.stringify(table)} ${error.message}`, {
    exitCode: exitCodes.damaged,
    hint: 'Export again, or take another copy of the file. Nothing was changed.',
    cause: error,
});
