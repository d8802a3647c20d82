import { TaskError } from '../errors.js';
import { migrationFiles } from '../migrations/migration-files.js';
import { compareHistories } from '../versions/compare-histories.js';
import { describeHistory } from '../versions/describe-history.js';
import { versionProblem } from '../versions/version-problem.js';
import { readSchemaHistory } from './schema-history.js';
/**
 * Whether source and target are of the same version of the application. Of a target without tables, or where one side
 * has no history, the shape of the tables alone decides.
 */
export async function judgeVersion(database, source, existing, { ignoreVersion, migrations }) {
    if (existing.length === 0)
        return { notes: [] };
    const { history } = await readSchemaHistory(database, existing);
    const sides = [
        { name: source.name, history: source.head.schema },
        { name: database.settings.display, history },
    ];
    const comparison = compareHistories(sides[0].history, sides[1].history);
    if (comparison.order === 'unknown')
        return { notes: [unknown(...sides)] };
    const known = comparison.order === 'newer' ? await knownMigrations(migrations) : knows(migrations);
    const problem = versionProblem(comparison, ...sides, known);
    if (problem === undefined)
        return { notes: [] };
    return ignoreVersion
        ? { notes: [`${problem.message}. --ignore-version let it pass.`] }
        : { problem, notes: [] };
}
const unknown = (...sides) => {
    const [known, other] = sides[0].history === null ? [sides[1], sides[0]] : [sides[0], sides[1]];
    return (`${other.name} has no migration history, ${known.name} has one (${describeHistory(known.history)}): ` +
        'that they are of the same schema version was judged by their tables alone.');
};
/** Of the folder it matters here only that there is one. */
const knows = (migrations) => (migrations ? new Set() : undefined);
/** A folder that cannot be read tells nothing; whoever has to migrate will complain of it. */
async function knownMigrations(migrations) {
    if (migrations === undefined)
        return undefined;
    try {
        return new Set((await migrationFiles(migrations.directory)).map(({ stem }) => stem));
    }
    catch (error) {
        if (error instanceof TaskError)
            return undefined;
        throw error;
    }
}
