/**
 * A JSON document in any layout, in the layout of a dump: a line for each property of the document, each table and
 * each record. For dumps that went through another program. Streams: nothing is kept but where it is.
 * What is not JSON goes through as it is, for the reader to find.
 */
export declare function relayout(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer>;
