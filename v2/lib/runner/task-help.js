import { optionName } from '../task/option-name.js';
import { columns, wrap } from './columns.js';
import { optionHelp } from './option-help.js';
const positionalUsage = (positional) => {
    const name = positional.name.toUpperCase() + (positional.multiple ? '...' : '');
    return positional.optional || positional.default !== undefined ? `[${name}]` : name;
};
const positionalHelp = (positionals) => positionals.map((each) => [
    each.name.toUpperCase(),
    each.default === undefined ? each.help : `${each.help} (default: ${each.default})`,
]);
/** Where a task brings no example, its first option with a value makes one. */
const madeExample = (name, options, positionals) => {
    const words = positionals
        .filter((each) => !each.optional && each.default === undefined)
        .map((each) => each.name.toUpperCase());
    const entry = Object.entries(options).find(([, option]) => option.type !== 'boolean');
    if (entry) {
        const [key, option] = entry;
        const standard = option.type === 'boolean' ? undefined : option.default;
        words.push(option.short ? `-${option.short}` : `--${optionName(key)}`, String(standard ?? (option.type === 'number' ? 1 : 'VALUE')));
    }
    return ['tasks', name, ...words].join(' ');
};
const section = (title, lines) => lines.length === 0 ? [] : ['', title, ...lines];
export const taskHelp = (name, task) => {
    const options = task.options ?? {};
    const positionals = task.positionals ?? [];
    const usage = [
        'tasks',
        name,
        ...(Object.keys(options).length > 0 ? ['[options]'] : []),
        ...positionals.map(positionalUsage),
    ];
    const paragraphs = (task.description ?? '')
        .trim()
        .split(/\n\s*\n/)
        .filter(Boolean)
        .flatMap((paragraph) => ['', ...wrap(paragraph.trim(), 100)]);
    const around = [
        ...(task.pre?.length ? [`  before it: ${task.pre.join(', ')}`] : []),
        ...(task.post?.length ? [`  after it: ${task.post.join(', ')}`] : []),
    ];
    const examples = task.examples?.length ? task.examples : [madeExample(name, options, positionals)];
    return [
        `Usage: ${usage.join(' ')}`,
        '',
        task.summary,
        ...paragraphs,
        ...section('Arguments:', columns(positionalHelp(positionals))),
        ...section('Options:', columns(optionHelp(options))),
        ...section('Other tasks that run:', around),
        ...section(examples.length === 1 ? 'Example:' : 'Examples:', examples.map((example) => `  ${example}`)),
        '',
        'Core options such as --dry, --yes, --quiet and --json may follow too: tasks --help.',
    ].join('\n');
};
