import type { Capabilities, TableLoadPlan } from '../dialects/dialect.ts'
import type { DumpBatch } from '../dump/reader.ts'
import type { TableCasts } from './apply-casts.ts'
import { type ColumnChange, mapRecords, type RecordMapping } from './map-records.ts'
import { type ChangedValues, policyOf, type ValuePolicies } from './value-policies.ts'

/** What becomes of one table's values between the source and the target. */
export interface TableMapping {
  casts: readonly ColumnChange[]
  /** After the casts: they are for what the target would refuse. */
  policies: readonly ColumnChange[]
}

export interface MappingOptions extends ValuePolicies {
  casts: TableCasts | undefined
  capabilities: Capabilities
  /** Where the policies count. */
  changed: ChangedValues
}

/** The mapping of the columns that are loaded; undefined where nothing is to be changed. */
export function planMapping(
  { source, columns }: TableLoadPlan,
  { casts, capabilities, changed, ...policies }: MappingOptions,
): TableMapping | undefined {
  const mapping: { casts: ColumnChange[]; policies: ColumnChange[] } = { casts: [], policies: [] }
  for (const { source: column, target } of columns) {
    const index = source.columns.indexOf(column)
    const cast = casts?.get(index)
    const policy = policyOf(column, policies, capabilities, changed, `${source.name}.${column.name}`)
    if (cast !== undefined) {
      const marks = cast.mark === undefined ? {} : { marks: [cast.mark] }
      mapping.casts.push({ index, name: target.name, convert: cast.convert, ...marks })
    }
    if (policy !== undefined) mapping.policies.push({ index, name: target.name, ...policy })
  }
  return mapping.casts.length === 0 && mapping.policies.length === 0 ? undefined : mapping
}

/** The table's batches as the target is to get them. */
export function mapTable(
  batches: AsyncIterable<DumpBatch>,
  { source }: TableLoadPlan,
  mapping: TableMapping | undefined,
  onRefused?: RecordMapping['onRefused'],
): AsyncIterable<DumpBatch> {
  if (mapping === undefined) return batches
  const columns = source.columns.map(({ name }) => name)
  return [mapping.casts, mapping.policies].reduce(
    (mapped, changes) =>
      changes.length === 0 ? mapped : mapRecords(mapped, { columns, changes, onRefused }),
    batches,
  )
}
