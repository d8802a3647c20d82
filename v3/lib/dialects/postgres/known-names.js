/** Where no server is at hand to ask. */
export const allNames = { has: () => true };
/** The first function in an expression, as the server writes them, that the target lacks. */
export function missingFunction(expression, { functions }) {
    const bare = expression
        .replace(/'(?:[^']|'')*'/g, "''")
        // Types have parentheses too, and words of the language are in upper case.
        .replace(/::[\w ".]+(\([\d,]+\))?/g, '');
    for (const [, quoted, plain] of bare.matchAll(/(?:"((?:[^"]|"")+)"|([a-z_][a-z0-9_$]*))\(/g)) {
        const name = quoted?.replaceAll('""', '"') ?? plain;
        if (!functions.has(name))
            return name;
    }
    return undefined;
}
/** What of an index's definition the target lacks. */
export function missingOfIndex(definition, known) {
    const method = /\bUSING (\w+)/.exec(definition)?.[1];
    if (method !== undefined && !known.methods.has(method))
        return `the index method ${method}`;
    const classes = [...definition.matchAll(/\b(\w+_ops)\b/g)].map((match) => match[1]);
    const missing = classes.find((name) => !known.operatorClasses.has(name));
    if (missing !== undefined)
        return `the operator class ${missing}`;
    const body = definition.slice(definition.indexOf(' USING ') + ' USING '.length).replace(/^\w+ /, '');
    const called = missingFunction(body, known);
    if (called !== undefined)
        return `the function ${called}`;
    // Scalars are no business of GiST but by an extension.
    const needsScalars = /^EXCLUDE USING gist .* WITH =/.test(definition.slice(definition.indexOf('EXCLUDE')));
    return needsScalars && !known.operatorClasses.has('gist_int4_ops') ? 'the extension btree_gist' : undefined;
}
