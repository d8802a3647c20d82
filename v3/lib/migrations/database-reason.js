import { isNativeError } from 'node:util/types';
/**
 * What a failed migration or seed has to say, on one line. Knex puts the whole statement in front of the
 * driver's words; it stays in the error's cause, for `--debug`.
 */
export function databaseReason(cause) {
    if (!isNativeError(cause))
        return String(cause);
    const { message, sqlMessage } = cause;
    return oneLine(sqlMessage ?? withoutStatement(message));
}
const withoutStatement = (message) => {
    const end = message.lastIndexOf(' - ');
    return end >= 0 && startsLikeSql.test(message) ? message.slice(end + 3) : message;
};
const startsLikeSql = /^\s*(alter|comment|create|delete|drop|insert|pragma|replace|select|set|truncate|update|with)\b/i;
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();
