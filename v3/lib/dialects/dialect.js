export const mostFoundRecords = 1000;
