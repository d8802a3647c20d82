/** Makes whole lines, without colours and other control characters, of pieces of any length. */
export declare const lineSplitter: (onLine: (line: string) => void) => {
    write(text: string): void;
    end(): void;
};
