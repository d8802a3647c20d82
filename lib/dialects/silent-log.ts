import type { Knex } from 'knex'

/** For every knex that a dialect makes: errors are thrown and printed once, by the runner; knex would print them too. */
export const silentLog: Knex.Logger = { warn() {}, error() {}, deprecate() {}, debug() {} }
