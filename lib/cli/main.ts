#!/usr/bin/env node
import { runCli } from '../runner/run-cli.ts'
import { processIo } from './process-io.ts'

const io = processIo()
const exitCode = await runCli(process.argv.slice(2), io)
await io.flush()
// A task may leave timers or sockets behind; its work is done all the same.
process.exit(exitCode)
