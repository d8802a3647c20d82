import path from 'node:path'

/** Tells of files and locations that go with the container that this runs in. */
export async function warnOfContainerLayer(
  places: readonly string[],
  note: (text: string) => void,
): Promise<void> {
  const { containerLayerNote, isInContainerLayer } = await import('../lib/files/container-layer.ts')
  for (const place of places)
    if (path.isAbsolute(place) && (await isInContainerLayer(place))) note(containerLayerNote(place))
}
