import { commandEnvironment } from '../config/command-environment.js';
import { TaskError } from '../lib/errors.js';
const shownLines = 10;
/**
 * A command of the configuration, in its folder; its output is shown as it comes. DATABASE_URL is the address of the
 * database that is meant. TaskError 1 with its exit code and the end of its output, where it fails.
 */
export async function runCommand(context, command, database) {
    const { $, config, echo, signal } = context;
    const env = commandEnvironment(config, database, context);
    echo(command);
    const output = await $({ cwd: config.directory, env, nothrow: true }) `sh -c ${command}`;
    signal.throwIfAborted();
    const { exitCode, signal: endedBy } = output;
    if (exitCode === 0)
        return;
    const lines = output.stdall.trimEnd().split(/\r?\n/).slice(-shownLines);
    const ending = endedBy ? `was ended by ${endedBy}` : `ended with exit code ${exitCode}`;
    context.result({ failed: { command, exitCode, signal: endedBy, output: lines } });
    const said = lines.map((line) => line.trim()).filter((line) => line !== '');
    throw new TaskError(`The command ${JSON.stringify(command)} ${ending}`, {
        hint: said.length === 0 ? 'It said nothing.' : `It said: ${said.join(' / ')}`,
    });
}
