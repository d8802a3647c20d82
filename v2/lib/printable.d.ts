/**
 * Text of a database, a dump or a server as one line for a reader: control characters, and those that turn the direction
 * of what follows, as escapes. A terminal would obey them, and a name with a line end would look like two lines.
 */
export declare const printable: (text: string) => string;
