/** A folder on which a file system is mounted cannot be renamed, and what is beside it lies on another one. */
export declare function isMountPoint(folder: string): Promise<boolean>;
/** Mount points somewhere within a folder; where the system does not tell, none. */
export declare function mountPointsWithin(folder: string): Promise<string[]>;
