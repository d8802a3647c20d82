import { sortedForms } from '../canonical/compare-keys.js';
import { normalForms } from '../canonical/compare-values.js';
import { exitCodes, TaskError } from '../errors.js';
import { misfit } from '../schema/fit.js';
import { recordOrdering } from '../schema/record-ordering.js';
export function planTable({ source, table }, right, sides) {
    const plan = {
        left: source,
        right,
        columns: [],
        key: [],
        order: [],
        isUnique: false,
        onlyLeft: [],
        onlyRight: right.columns.map(({ name }) => name).filter((name) => !has(table, name)),
        incomparable: [],
    };
    for (const [index, { name }] of table.columns.entries()) {
        const place = right.columns.findIndex((column) => column.name === name);
        const left = source.columns[index];
        if (place < 0)
            plan.onlyLeft.push(left.name);
        else
            addColumn(plan, left, index, place, sides);
    }
    addOrder(plan, table);
    return plan;
}
const has = ({ columns }, name) => columns.some((column) => column.name === name);
function addColumn(plan, left, index, place, sides) {
    const right = plan.right.columns[place];
    const reason = misfit(left, right);
    if (reason !== undefined && misfit(right, left) !== undefined) {
        refuseKey(plan, left, right, sides);
        plan.incomparable.push(`${right.name}: ${describe(left)} and ${describe(right)} have no values in common`);
        return;
    }
    const [normalLeft, normalRight] = normalForms(left, right, sides.isSameEngine);
    plan.columns.push({ name: right.name, left: index, right: place, normalLeft, normalRight });
}
const describe = ({ type, native }) => (type === native ? type : `${type} (${native})`);
/** By such a key nothing can be found on the other side. */
function refuseKey({ left: { primaryKey }, right: { name } }, left, right, sides) {
    if (!primaryKey.includes(left.name))
        return;
    throw new TaskError(`${name} cannot be compared: its key ${right.name} is ${describe(left)} in ${sides.left} and ` +
        `${describe(right)} in ${sides.right}, which are in different orders`, {
        exitCode: exitCodes.schemaMismatch,
        hint: 'Bring both to the same schema, or leave the table out with -x.',
    });
}
/** Names of the columns by which a side's records come in order. */
function orderOf(table) {
    const { byValue, asWritten } = recordOrdering(table);
    return [...byValue, ...asWritten].map(({ name }) => name);
}
/** What both orders begin with is an order of both sides. */
function addOrder(plan, renamed) {
    const [left, right] = [orderOf(renamed), orderOf(plan.right)];
    const end = left.findIndex((name, index) => name !== right[index]);
    for (const name of end < 0 ? left : left.slice(0, end)) {
        const sorted = sortedColumn(plan, name);
        if (sorted === undefined)
            break;
        plan.order.push(sorted);
    }
    if (!isSameList(renamed.primaryKey, plan.right.primaryKey))
        return;
    plan.key = renamed.primaryKey.map((name) => plan.columns.find((column) => column.name === name));
    plan.isUnique = plan.key.length > 0 && plan.order.length === plan.key.length;
}
const isSameList = (a, b) => a.length === b.length && a.every((name, index) => name === b[index]);
function sortedColumn({ columns, left, right }, name) {
    const column = columns.find((each) => each.name === name);
    if (!column)
        return undefined;
    const forms = sortedForms([left.columns[column.left], right.columns[column.right]], [column.normalLeft, column.normalRight]);
    return forms && { column, sortLeft: forms[0], sortRight: forms[1] };
}
