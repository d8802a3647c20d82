/** Names for a message: so many at most, and how many there are in all where that is more. */
export const listNames = (names, most) => names.slice(0, most).join(', ') + (names.length > most ? `, … (${names.length})` : '');
