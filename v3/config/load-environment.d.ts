/**
 * Puts the variables of the .env beside the configuration, or of the file named, into the environment, where
 * those that are already set win. Done before the configuration is evaluated, which may read them.
 */
export declare const loadEnvironment: (env: NodeJS.ProcessEnv, directory: string, file?: string) => void;
