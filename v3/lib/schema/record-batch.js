/** A batch of a record so long that it is dealt with alone: nothing is made ready meanwhile. */
export const isOversized = ({ bytes }) => bytes.length > 4_000_000;
