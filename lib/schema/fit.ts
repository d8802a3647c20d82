import type { Column, ColumnType } from './table.ts'

/**
 * Types whose values another type's columns may hold, beside their own; whether each value really fits is for the
 * loader to see. What is missing here would change what a value means, and needs a person to decide.
 */
const alsoInto: Partial<Record<ColumnType, readonly ColumnType[]>> = {
  boolean: ['integer', 'bit'],
  integer: ['boolean', 'decimal', 'float', 'bit'],
  decimal: ['integer', 'float'],
  float: ['decimal', 'integer'],
  date: ['timestamp'],
  time: ['interval'],
  timestamp: ['timestamptz', 'date'],
  timestamptz: ['timestamp'],
  json: ['text', 'array'],
  text: [
    'uuid',
    'enum',
    'json',
    'inet',
    'interval',
    'range',
    'bit',
    'geometry',
    'date',
    'time',
    'timestamp',
    'timestamptz',
  ],
  uuid: ['text', 'enum'],
  enum: ['text'],
  set: ['array', 'json', 'text'],
  array: ['json', 'set', 'text'],
  inet: ['text'],
  interval: ['text', 'time'],
  bit: ['text', 'boolean', 'integer'],
  range: ['text'],
  geometry: ['text'],
  other: [...textLike(), 'json', 'geometry', 'array'],
}

function textLike(): ColumnType[] {
  return ['text', 'uuid', 'enum', 'inet', 'interval', 'range', 'bit']
}

/**
 * Why a target column cannot take a source column's values at all; undefined where it can.
 * The answer ends a sentence: `part.code: …`.
 */
export function misfit(source: Column, target: Column): string | undefined {
  if (source.type === target.type) return undefined
  // A type that is not known reads a text, but not base64.
  if (target.type === 'other' && source.type !== 'binary') return undefined
  if (alsoInto[source.type]?.includes(target.type)) return undefined
  return `${source.type} (${source.native}) does not fit ${target.type} (${target.native})`
}

/**
 * Whether a UUID is written as its 32 digits alone: a column of just that length is how frameworks keep UUIDs in
 * engines without the type (Django's char(32)), and the form with hyphens would not be found in it, or not fit.
 */
export const takesBareUuid = (
  source: Pick<Column, 'type'>,
  target: Pick<Column, 'type' | 'length'>,
): boolean => source.type === 'uuid' && target.type === 'text' && target.length === 32
