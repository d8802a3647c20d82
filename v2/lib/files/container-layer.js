import { access, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
const here = {
    markers: ['/.dockerenv', '/run/.containerenv'],
    mounts: '/proc/self/mountinfo',
};
/** File systems that engines make a container's root of. */
const layers = ['overlay', 'fuse.fuse-overlayfs', 'aufs'];
/**
 * Whether a file of this name would lie in a container's own layer, which goes with the container: in one, and under
 * no mount but the root. A file system in memory (tmpfs) goes with it too.
 */
export async function isInContainerLayer(filename, place = here) {
    const [isContainer, mounts] = await Promise.all([anyIsThere(place.markers), readMounts(place.mounts)]);
    // A machine may be made from an image, marker and all: its root is a disk.
    const root = mounts.findLast(({ point }) => point === '/');
    if (!isContainer || root === undefined || !layers.includes(root.type))
        return false;
    const file = await existingFolder(path.resolve(filename));
    const within = mounts.filter(({ point }) => isWithin(file, point));
    // The longest is the nearest; of two at one point the later lies over the other.
    const nearest = within.reduce((best, each) => (each.point.length >= best.point.length ? each : best));
    return nearest.point === '/' || nearest.type === 'tmpfs';
}
/** In words for who is about to lose a file. */
export const containerLayerNote = (what) => `${what} is in the container itself, and goes with it: mount a volume there, or name a place in one (data/backup)`;
async function anyIsThere(files) {
    const found = await Promise.all(files.map((file) => access(file).then(() => true, () => false)));
    return found.includes(true);
}
async function readMounts(file) {
    const text = await readFile(file, 'utf8').catch(() => '');
    return text.split('\n').flatMap((line) => {
        const [fields = '', rest = ''] = line.split(' - ');
        const point = fields.split(' ')[4];
        return point === undefined ? [] : [{ point: unescaped(point), type: rest.split(' ')[0] ?? '' }];
    });
}
/** Blanks, tabs, line feeds and backslashes stand there as `\040` and the like. */
const unescaped = (text) => text.replaceAll(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
/** The nearest folder above that is there, behind its links: the rest is still to be made. */
async function existingFolder(file) {
    for (let folder = file;; folder = path.dirname(folder)) {
        const real = await realpath(folder).catch(() => undefined);
        if (real !== undefined)
            return real;
        if (folder === path.dirname(folder))
            return folder;
    }
}
const isWithin = (file, point) => point === '/' || file === point || file.startsWith(`${point}/`);
