export const ascends = ({ increment }) => BigInt(increment) >= 0n;
export const minimumOf = (sequence) => BigInt(sequence.minimum ?? (ascends(sequence) ? 1n : -(2n ** 63n)));
export const maximumOf = (sequence) => BigInt(sequence.maximum ?? (ascends(sequence) ? 2n ** 63n - 1n : -1n));
/** Whether a sequence that gives `next` next has come to its end, so that it gives nothing more or begins anew. */
export const isAtEnd = (limits, next) => ascends(limits) ? BigInt(next) > maximumOf(limits) : BigInt(next) < minimumOf(limits);
/** As a dump has whole numbers. */
export const wholeNumber = (value) => Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
