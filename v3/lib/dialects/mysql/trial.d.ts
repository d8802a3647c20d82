import type { Findings, LoadPlan, TableLoad, TableLoadPlan, Trial } from '../dialect.ts';
import type { Session } from './session.ts';
/**
 * A load into temporary tables, which this session alone sees and which end with it. Without keys, so that every
 * record finds its place: what would collide, and what refers to nothing, is looked for afterwards.
 */
export declare class MysqlTrial implements Trial {
    #private;
    private constructor();
    static begin(session: Session, database: string, plan: LoadPlan, findings: Findings): Promise<MysqlTrial>;
    table(plan: TableLoadPlan): Promise<TableLoad>;
    finish(): Promise<void>;
    close(): Promise<void>;
}
