/** Types a configuration; gives it back as it is. */
export const defineConfig = (config) => config;
