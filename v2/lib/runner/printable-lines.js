import { printable } from '../printable.js';
/** Lines as they may go to a terminal, whatever names and values are in them. */
export const printableLines = (text) => text.replace(/[^\n\t]+/g, printable);
