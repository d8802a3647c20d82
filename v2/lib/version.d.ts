/** The package's version: its package.json lies beside lib/ in a clone, and above dist/ where it is built. */
export declare const version: string;
export declare const toolName: string;
