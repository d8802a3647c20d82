/** Numbers the rows of a copy: servers may demand a primary key of every table. */
export declare const rowColumn = "record_tasks_row";
/**
 * The statement that makes an empty temporary table of the columns and checks of another, from what makes that one
 * (SHOW CREATE TABLE, or our own in the same layout). Keys are left out, so that every record finds its place and
 * is seen to collide afterwards; so is what a temporary table cannot have.
 */
export declare function temporaryCopy(createTable: string, name: string, withChecks?: boolean): string;
