/** Which columns a cast is for: one or more by name, or all of a type. */
export declare const castKey: import("./rules.ts").Rule;
