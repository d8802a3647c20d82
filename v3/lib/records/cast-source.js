import { applyCasts } from './apply-casts.js';
import { explainRejection } from './explain-rejection.js';
import { mapTable, planMapping } from './map-table.js';
import { renameTables } from './rename-tables.js';
import { nothingChanged } from './value-policies.js';
/** A source with its values as an import into those tables would have turned them. */
export function castSource(source, options) {
    const { casts, rename, existing, database } = options;
    if (Object.keys(casts).length === 0)
        return source;
    const { engine: sourceEngine } = source.head.source;
    const renamed = renameTables(source.head.tables, rename);
    const applied = applyCasts(renamed, { casts, sourceEngine, existing, database, isChosen: () => true });
    const head = { ...source.head, tables: applied.tables.map((each) => each.source) };
    const byName = new Map(head.tables.map((table) => [table.name, table]));
    const tables = async function* () {
        for await (const { table, batches } of source.tables()) {
            const cast = byName.get(table.name);
            const turned = applied.casts.get(table.name);
            yield {
                table: cast,
                batches: () => (turned ? castBatches(batches(), cast, turned, source, database) : batches()),
            };
        }
    };
    return {
        name: source.name,
        head,
        announced: source.announced,
        notes: source.notes,
        mayBeDamaged: source.mayBeDamaged,
        tables,
        finish: () => source.finish(),
        close: () => source.close(),
    };
}
async function* castBatches(batches, table, casts, source, { capabilities }) {
    const plan = {
        source: table,
        target: table,
        columns: table.columns.map((column) => ({ source: column, target: column })),
    };
    try {
        yield* mapTable(batches, plan, planMapping(plan, { casts, capabilities, changed: nothingChanged() }));
    }
    catch (error) {
        throw explainRejection(error, undefined, plan, source.name);
    }
}
