import type { Session } from './session.ts';
/** All that makes a trigger again just as it was. */
export interface TriggerDefinition {
    name: string;
    table: string;
    definer: string;
    sqlMode: string;
    characterSet: string;
    collation: string;
    /** CREATE TRIGGER, without its place among others: made again in order, each goes last. */
    statement: string;
}
export type TriggerEvent = 'INSERT' | 'UPDATE' | 'DELETE';
/** Triggers that would fire, in the order in which they do. */
export declare function readTriggers(session: Session, fires: (table: string, event: TriggerEvent) => boolean): Promise<TriggerDefinition[]>;
export declare function makeTrigger(session: Session, trigger: TriggerDefinition): Promise<void>;
/** `name@host` of the catalog as DDL takes it. */
export declare function quoteDefiner(definer: string): string;
