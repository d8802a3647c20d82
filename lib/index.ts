export { $ } from 'zx/core'
export type { Config } from '../config/config.ts'
export type {
  BackupConfig,
  DatabaseConfig,
  KeepConfig,
  MigrationsConfig,
  TlsConfig,
  UserConfig,
} from '../config/define-config.ts'
export { defineConfig } from '../config/define-config.ts'
export { type ExitCode, exitCodes, RecordRejected, TaskError } from './errors.ts'
export type { Flags, Progress, Step, StepHandle, TaskContext } from './task/context.ts'
export { defineTask, type Task } from './task/define-task.ts'
export type { Option, Options, OptionValues, Positional, PositionalValues } from './task/option.ts'
