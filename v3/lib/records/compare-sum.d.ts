/** Records as a sum of their digests: two sides with the same sum hold the same records, in whatever order. */
export declare class RecordSum {
    #private;
    add(normal: string): void;
    equals(other: RecordSum): boolean;
}
