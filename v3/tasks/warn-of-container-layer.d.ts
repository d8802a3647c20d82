/** Tells of files and locations that go with the container that this runs in. */
export declare function warnOfContainerLayer(places: readonly string[], note: (text: string) => void): Promise<void>;
