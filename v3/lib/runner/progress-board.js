import { printable } from '../printable.js';
import { clip, count, duration } from './format.js';
/** Finished items that can still be shown; the others are counted only. */
const remembered = 60;
const rate = (item) => {
    const elapsed = item.updatedAt - item.startedAt;
    return elapsed >= 500 && item.done > 0 ? (item.done / elapsed) * 1000 : undefined;
};
/** `part: 120,000 of about 400,000 rows, 51,000 rows/s, 5 s left`. A total that was reached is no longer believed. */
export const activeText = (item) => {
    const total = item.total !== undefined && item.total > item.done ? item.total : undefined;
    const parts = [`${count(item.done)}${total === undefined ? '' : ` of ${count(total)}`} ${item.unit}`];
    const speed = rate(item);
    if (speed !== undefined)
        parts.push(`${count(speed)} ${item.unit}/s`);
    if (speed !== undefined && total !== undefined)
        parts.push(`${duration(((total - item.done) / speed) * 1000)} left`);
    return `${item.name}: ${parts.join(', ')}`;
};
export const finishedText = (item) => {
    const speed = rate(item);
    const parts = [
        `${count(item.done)} ${item.unit}`,
        ...(speed === undefined ? [] : [`${count(speed)} ${item.unit}/s`]),
    ];
    return `${item.name}: ${parts.join(', ')}`;
};
export const progressBoard = () => {
    const active = new Map();
    let latest = [];
    let finished = 0;
    let finishedDone = 0;
    let unit = 'rows';
    const update = (progress, now) => {
        unit = progress.unit ?? 'rows';
        const name = printable(progress.item);
        const item = active.get(name) ?? {
            name,
            unit,
            done: 0,
            total: undefined,
            startedAt: now,
            updatedAt: now,
        };
        item.done = progress.done;
        item.total = progress.total ?? item.total;
        item.updatedAt = now;
        if (!progress.finished) {
            active.set(item.name, item);
            return { item, finished: false };
        }
        active.delete(item.name);
        finished++;
        finishedDone += item.done;
        latest.push(item);
        if (latest.length > remembered * 2)
            latest = latest.slice(-remembered);
        return { item, finished: true };
    };
    const lines = (height, width) => {
        const running = [...active.values()]
            .slice(0, Math.max(1, height - 1))
            .map((item) => `  ${activeText(item)}`);
        let room = height - running.length;
        const folds = finished > room;
        if (folds)
            room--;
        const shown = room > 0 ? latest.slice(-Math.min(room, remembered)) : [];
        const hidden = finished - shown.length;
        const hiddenDone = finishedDone - shown.reduce((sum, item) => sum + item.done, 0);
        const fold = hidden > 0 && height > running.length
            ? [`✔ ${count(hidden)} more done: ${count(hiddenDone)} ${unit}`]
            : [];
        return [...fold, ...shown.map((item) => `✔ ${finishedText(item)}`), ...running].map((line) => clip(line, width));
    };
    return {
        update,
        lines,
        get finished() {
            return finished;
        },
        get finishedDone() {
            return finishedDone;
        },
        get active() {
            return [...active.values()];
        },
        get unit() {
            return unit;
        },
    };
};
