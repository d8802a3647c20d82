export const formatName = 'record-dump';
/** Of a schema without records, which is another document (docs/schema.md). */
export const schemaFormatName = 'record-schema';
/** The version that is written, and the newest that is read. */
export const formatVersion = 1;
/** Without a prototype: a table may be called `__proto__`. */
export const noIntegrity = () => Object.create(null);
export const totalRows = (integrity) => Object.values(integrity).reduce((sum, { rows }) => sum + rows, 0);
/** What begins and ends the parts of the document. Reader and writer lean on these very bytes. */
export const layout = {
    records: '"records":{',
    complete: '"complete":true}',
};
/** The document up to and with the line that opens `records`. */
export function renderHead(head) {
    const { tables, sequences = [] } = head;
    return [
        `{"format":${JSON.stringify(head.format)},"version":${head.version},`,
        `"created":${JSON.stringify(head.created)},"tool":${JSON.stringify(head.tool)},`,
        `"source":${JSON.stringify(head.source)},`,
        `"schema":${JSON.stringify(head.schema)},`,
        ...renderList('tables', tables),
        ...(sequences.length > 0 ? renderList('sequences', sequences) : []),
        layout.records,
        '',
    ].join('\n');
}
/** One on a line. */
function renderList(key, items) {
    const lines = items.map((item) => JSON.stringify(item));
    return [`"${key}":[`, ...(lines.length > 0 ? [lines.join(',\n')] : []), '],'];
}
/** Names of tables and sequences in the order of a dump: by their UTF-8 bytes. */
export const byName = (a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));
