import { printable } from '../printable.ts'

/** Lines as they may go to a terminal, whatever names and values are in them. */
export const printableLines = (text: string): string => text.replace(/[^\n\t]+/g, printable)
