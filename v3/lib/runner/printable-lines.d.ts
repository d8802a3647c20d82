/** Lines as they may go to a terminal, whatever names and values are in them. */
export declare const printableLines: (text: string) => string;
