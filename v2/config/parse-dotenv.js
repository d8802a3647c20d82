import { createRequire } from 'node:module';
/** Loaded when there is a file to read: most command lines have none. */
export const parseDotenv = (text) => createRequire(import.meta.url)('dotenv').parse(text);
