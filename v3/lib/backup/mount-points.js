import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
/** A folder on which a file system is mounted cannot be renamed, and what is beside it lies on another one. */
export async function isMountPoint(folder) {
    const mounted = await mountPoints();
    if (mounted)
        return mounted.includes(folder);
    const [own, above] = await Promise.all([stat(folder), stat(path.dirname(folder))]);
    return own.dev !== above.dev;
}
/** Mount points somewhere within a folder; where the system does not tell, none. */
export async function mountPointsWithin(folder) {
    const mounted = (await mountPoints()) ?? [];
    return mounted.filter((each) => each.startsWith(`${folder}/`));
}
/** Linux tells (proc(5), mountinfo): also of bind mounts, whose device is that of their parent. */
async function mountPoints() {
    const text = await readFile('/proc/self/mountinfo', 'utf8').catch(() => undefined);
    return text?.split('\n').flatMap((line) => {
        const place = line.split(' ')[4];
        return place === undefined ? [] : [unescaped(place)];
    });
}
/** Blanks, tabs, line feeds and backslashes stand there as `\040` and the like. */
const unescaped = (place) => place.replaceAll(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
