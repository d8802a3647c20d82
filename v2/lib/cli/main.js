#!/usr/bin/env node
import { redact } from '../../config/secrets.js';
import { exitCodes } from '../errors.js';
import { describeError } from '../runner/describe-error.js';
import { printError } from '../runner/print-error.js';
import { runCli } from '../runner/run-cli.js';
import { directStderr, processIo } from './process-io.js';
const argv = process.argv.slice(2);
// What `ps` shows of this process; a URL on the command line may hold a password.
process.title = redact(['tasks', ...argv].join(' '));
const io = processIo();
// Work that nobody waits for failed: what runs cannot be trusted to end, and databases roll back by themselves.
process.on('uncaughtException', (error) => {
    printError({ ...io, stderr: directStderr() }, describeError(error), argv.includes('--debug'));
    io.exit(exitCodes.failed);
});
const exitCode = await runCli(argv, io);
const failure = await io.flush();
if (failure)
    process.stderr.write(`error: standard output: ${failure.message}\n`);
// A task may leave timers or sockets behind; its work is done all the same.
process.exit(failure && exitCode === exitCodes.done ? exitCodes.failed : exitCode);
