import type { Collision, Findings, Orphans, TableLoadPlan } from '../dialects/dialect.ts';
import type { RecordRejected } from '../errors.ts';
import type { Fault, FaultKind } from './fault.ts';
import type { ImportPlan } from './plan-import.ts';
/** Collects what a trial finds, in the source's names: the first so many, and the number of all. */
export declare class FaultList implements Findings {
    #private;
    count: number;
    /** Records of the table that is being tried. */
    refusedRows: number;
    constructor(plan: ImportPlan, most: number);
    /** The next rejections are of this table. */
    begin(plan: TableLoadPlan): void;
    refused(rejection: RecordRejected): void;
    collided(collision: Collision): void;
    orphaned(orphans: Orphans): void;
    result(): {
        faults: Fault[];
        count: number;
        kinds: FaultKind[];
    };
}
