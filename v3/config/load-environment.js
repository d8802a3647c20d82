import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configError } from './config-error.js';
import { parseDotenv } from './parse-dotenv.js';
const read = (path) => {
    try {
        return readFileSync(path, 'utf8');
    }
    catch (error) {
        throw configError(`${path} cannot be read (${error.code})`, undefined, error);
    }
};
/**
 * Puts the variables of the .env beside the configuration, or of the file named, into the environment, where
 * those that are already set win. Done before the configuration is evaluated, which may read them.
 */
export const loadEnvironment = (env, directory, file) => {
    if (file !== undefined && !existsSync(file))
        throw configError(`--env-file ${file} does not exist`);
    const path = file ?? join(directory, '.env');
    if (!existsSync(path))
        return;
    for (const [name, value] of Object.entries(parseDotenv(read(path))))
        env[name] ??= value;
};
