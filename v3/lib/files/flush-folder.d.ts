/** So that names made, moved or removed in it outlive a loss of power. */
export declare function flushFolder(folder: string): Promise<void>;
