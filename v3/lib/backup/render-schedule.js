import { exitCodes, TaskError } from '../errors.js';
/** A line for `crontab -e`, and how to keep what it says. TaskError 2 where cron has no such expression. */
export function renderCron({ expression, timezone, directory }) {
    refuseOwnSigns(expression, 'cron');
    return [
        '# crontab -e; mails what it says to MAILTO. Not every cron knows CRON_TZ: where yours does not, give the times of',
        '# the machine’s own zone.',
        `CRON_TZ=${timezone}`,
        `${expression}  cd ${quoted(directory)} && npx tasks backup`,
    ];
}
/** Beside what every cron knows, croner has `L`, `W`, `#` and `+` for days. */
function refuseOwnSigns(expression, scheduler) {
    if (expression.startsWith('@') || !/[^\d*?,/ -]/.test(expression.replaceAll(/[a-z]{3}/gi, '')))
        return;
    throw new TaskError(`${scheduler} has nothing for ${JSON.stringify(expression)}`, {
        exitCode: exitCodes.usage,
        hint: 'It takes numbers, names, lists, ranges and steps; schedule-backups itself takes more.',
    });
}
/** Words as a shell takes them; cron reads `%` as a line's end. */
const quoted = (path) => /^[\w@+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`).replaceAll('%', '\\%')}'`;
/** A service and a timer, as two files. TaskError 2 for an expression that no timer can follow. */
export function renderSystemd(schedule) {
    const { directory, name, timezone, expression } = schedule;
    refuseOwnSigns(expression, 'systemd');
    return [
        `# /etc/systemd/system/${name}-backup.service`,
        '[Unit]',
        `Description=Backup of ${name}`,
        '[Service]',
        'Type=oneshot',
        `WorkingDirectory=${directory.replaceAll('%', '%%')}`,
        'ExecStart=/usr/bin/env npx tasks backup',
        '',
        `# /etc/systemd/system/${name}-backup.timer, then: systemctl enable --now ${name}-backup.timer`,
        '[Timer]',
        ...onCalendar(expression).map((calendar) => `OnCalendar=${calendar} ${timezone}`),
        'Persistent=true',
        '[Install]',
        'WantedBy=timers.target',
    ];
}
/** A service that schedules by itself. */
export function renderCompose({ expression, timezone }) {
    return [
        '# In compose.yaml, with backup.schedule and backup.timezone in tasks.config:',
        `#   schedule: ${JSON.stringify(expression)}, timezone: ${JSON.stringify(timezone)}`,
        'services:',
        '  backups:',
        '    image: record-tasks',
        '    command: schedule-backups',
        '    restart: unless-stopped',
        '    environment:',
        '      - DATABASE_URL',
        '    volumes:',
        '      - .:/app',
        '      - backups:/app/data/backup',
        'volumes:',
        '  backups:',
    ];
}
const nicknames = {
    '@yearly': '0 0 1 1 *',
    '@annually': '0 0 1 1 *',
    '@monthly': '0 0 1 * *',
    '@weekly': '0 0 * * 0',
    '@daily': '0 0 * * *',
    '@midnight': '0 0 * * *',
    '@hourly': '0 * * * *',
};
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/**
 * Calendar events (systemd.time(7)) that come when the cron expression does: two where it names both days of the month
 * and of the week, for cron takes either.
 */
function onCalendar(expression) {
    const fields = (nicknames[expression.trim().toLowerCase()] ?? expression).trim().split(/\s+/);
    const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = fields;
    const time = `${values(hour, 0, 23)}:${values(minute, 0, 59)}:00`;
    const date = (days) => `*-${values(monthNumbers(month), 1, 12)}-${days}`;
    const byDay = `${date(values(day, 1, 31))} ${time}`;
    const byWeekday = `${weekdayNames(weekday)} ${date('*')} ${time}`;
    if (isAny(weekday))
        return [byDay];
    return isAny(day) ? [byWeekday] : [byDay, byWeekday];
}
const isAny = (field) => field === '*' || field === '?';
const monthNumbers = (field) => field.replaceAll(/[a-z]{3}/gi, (name) => String(months.indexOf(name.toLowerCase()) + 1));
/** `*`, `5`, `1-5`, a step of 15, `10-50/10` and lists of them, as systemd writes them. */
function values(field, least, most) {
    if (isAny(field))
        return '*';
    return field
        .split(',')
        .flatMap((part) => numbersOf(part, least, most))
        .join(',');
}
function numbersOf(part, least, most) {
    const [range = '*', step] = part.split('/');
    const [from, to] = isAny(range) ? [least, most] : range.split('-').map(Number);
    const last = to ?? (step === undefined ? from : most);
    const numbers = [];
    for (let value = from; value <= last; value += Number(step ?? 1))
        numbers.push(value);
    return numbers;
}
function weekdayNames(field) {
    const numbered = field.replaceAll(/[a-z]{3}/gi, (name) => String(weekdays.findIndex((day) => day.toLowerCase() === name.toLowerCase())));
    const days = numbered.split(',').flatMap((part) => numbersOf(part, 0, 6));
    return [...new Set(days.map((day) => weekdays[day]))].join(',');
}
