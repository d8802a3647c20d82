export const outcome = () => ({ values: {}, printed: [], summary: [], partial: [] });
