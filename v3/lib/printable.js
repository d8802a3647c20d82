/**
 * Text of a database, a dump or a server as one line for a reader: control characters, and those that turn the direction
 * of what follows, as escapes. A terminal would obey them, and a name with a line end would look like two lines.
 */
export const printable = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
});
