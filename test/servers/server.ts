import type { EngineName } from '../../lib/dialects/dialect.ts'

/** The engines that are servers; SQLite needs none. */
export type ServerEngine = Exclude<EngineName, 'sqlite'>

export const serverEngines: readonly ServerEngine[] = ['postgres', 'mysql', 'mariadb']

export interface Account {
  user: string
  password: string
}

export interface ServerAddress {
  engine: ServerEngine
  host: string
  port: number
  /** A path for MySQL and MariaDB, a directory for PostgreSQL; missing where the server is not on this machine. */
  socketPath?: string
  superuser: Account
  /** Owns its databases in PostgreSQL; has rights on databases called `rt\_%` alone in MySQL and MariaDB. */
  ordinary: Account
}

/** A server of this run's own. Its address stays the same when it is killed and started again. */
export interface Server {
  readonly address: ServerAddress
  /** SIGKILL, to the processes that serve its connections as well. */
  kill(): Promise<void>
  /** Resolves when it answers again. */
  start(): Promise<void>
  /** Ends it for good. Idempotent. */
  stop(): Promise<void>
}

/** A way to a server of one engine: programs on the machine, a container, or a server that runs already. */
export interface ServerSource {
  readonly engine: ServerEngine
  /** For people: where it comes from. */
  readonly origin: string
  /** Missing where a test may not have a server of its own: the one given by a URL. */
  readonly private: boolean
  /**
   * @param directory empty, this server's own, removed after its stop by whoever made it
   * @param options further options of the server's command line
   */
  launch(directory: string, options: readonly string[]): Promise<Server>
}

/** Throws with the reason where there is no way. */
export type FindSource = () => Promise<ServerSource>

/** What a URL gets wrong, it gets wrong with this password. */
export const ordinaryAccount: Account = { user: 'tester', password: 't3st:p@ss/w%rd#?' }
