import { createDatabase, type TestDatabase, type TestEngine } from '../servers/servers.ts'

/** MariaDB's own default is latin1. */
export const createUtf8Database = (engine: TestEngine): Promise<TestDatabase> =>
  createDatabase(engine, { clause: 'CHARACTER SET utf8mb4' })
