import type { ShellName } from './core-options.ts'
export const completionScript = (shell: ShellName): string => shell
