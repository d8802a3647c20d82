import path from 'node:path';
/** Tells of files and locations that go with the container that this runs in. */
export async function warnOfContainerLayer(places, note) {
    const { containerLayerNote, isInContainerLayer } = await import('../lib/files/container-layer.js');
    for (const place of places)
        if (path.isAbsolute(place) && (await isInContainerLayer(place)))
            note(containerLayerNote(place));
}
