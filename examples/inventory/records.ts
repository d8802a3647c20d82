import { canonicalJson, type Json } from './canonical-json.ts'
import { Random } from './random.ts'
import {
  addresses,
  categories,
  colours,
  companyForms,
  companyNames,
  currencies,
  materials,
  notes,
  people,
  rooms,
  sizes,
  units,
} from './words.ts'

/** Temporal values are text, an instant ends in `Z`; whole numbers that could pass 2^31 and decimals are strings. */
export type Value = string | number | boolean | Buffer | null
export type Row = Record<string, Value>

export interface TableRows {
  table: string
  rows: Row[]
}

/** A file of the media folder; `file` is relative to it, with slashes. */
export interface MediaFile {
  file: string
  size: number
  sha256: Buffer
}

const counts = { parts: 900, stockItems: 1500, tracking: 2200, orders: 160 } as const

/** The sample's records, parents first, the same on every run. */
export const generateRecords = (media: readonly MediaFile[]): TableRows[] => {
  const random = new Random(20_260_105)
  const users = userAccounts(random)
  const companies = companyRows(random)
  const partCategories = categoryRows(random)
  const parts = partRows(random, users, partCategories)
  const supplierParts = supplierPartRows(random, parts, companies)
  const locations = locationRows(random, users)
  const items = stockItemRows(random, parts, locations)
  const orders = orderRows(random, companies, users)
  return [
    { table: 'user_account', rows: users },
    { table: 'company', rows: companies },
    { table: 'part_category', rows: partCategories },
    { table: 'part', rows: parts },
    { table: 'supplier_part', rows: supplierParts },
    { table: 'price_break', rows: priceBreakRows(random, supplierParts) },
    { table: 'stock_location', rows: locations },
    { table: 'stock_item', rows: items },
    { table: 'stock_tracking', rows: trackingRows(random, items, users) },
    { table: 'purchase_order', rows: orders },
    { table: 'purchase_order_line', rows: orderLineRows(random, orders, parts) },
    { table: 'attachment', rows: attachmentRows(random, parts, users, media) },
  ]
}

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const idOf = (random: Random, rows: readonly Row[], key = 'id'): Value => random.pick(rows)[key] ?? null

const instant = (random: Random): string => `${random.dateTime(2021, 2026)}Z`

const json = (value: Json): string => canonicalJson(value)

const note = (random: Random): string | null => random.orNull(0.6, () => random.pick(notes))

const userAccounts = (random: Random): Row[] =>
  people.map(([login, fullName]) => ({
    id: random.uuid(),
    login,
    full_name: fullName,
    email: fullName === null ? null : `${login}@example.org`,
    is_active: login !== 'dmitri',
    created_at: instant(random),
    last_login_at: random.orNull(0.3, () => instant(random)),
  }))

const companyRows = (random: Random): Row[] =>
  companyForms
    .flatMap((form) => companyNames.map((name) => `${name} ${form}`))
    .map((name, index) => (index % 20 === 7 ? nameOnly(index + 1, name) : company(random, index + 1, name)))

/** As an import from a spreadsheet leaves them. */
const nameOnly = (id: number, name: string): Row => ({
  id,
  name,
  website: null,
  phone: null,
  address: null,
  notes: null,
  currency: null,
  is_supplier: null,
  is_manufacturer: null,
  founded_on: null,
  metadata: null,
})

const company = (random: Random, id: number, name: string): Row => ({
  id,
  name,
  website: random.orNull(0.3, () => `https://example.com/${random.hex(6)}?id=${id}&x=%20`),
  phone: random.orNull(0.3, () => `+${random.integer(1, 99)} ${random.integer(1_000_000, 99_999_999)}`),
  address: random.orNull(0.2, () => random.pick(addresses)),
  notes: note(random),
  currency: random.pick(currencies),
  is_supplier: id % 3 !== 0,
  is_manufacturer: random.orNull(0.2, () => random.chance(0.4)),
  founded_on: random.orNull(0.3, () => random.date(1871, 2020)),
  metadata: random.orNull(0.5, () =>
    json({
      vat: `DE${random.integer(100_000_000, 999_999_999)}`,
      rating: random.integer(1, 5),
      tags: [name, 'ø'],
    }),
  ),
})

const categoryRows = (random: Random): Row[] => {
  const rows: Row[] = []
  const add = (name: string, parent: number | null, level: number): number => {
    const description = random.orNull(0.5, () => `${name}: ${random.pick(notes)}`)
    rows.push({ id: rows.length + 1, parent_id: parent, name, description, level })
    return rows.length
  }
  for (const [name, children] of Object.entries(categories)) {
    const top = add(name, null, 0)
    for (const child of children) {
      const parent = add(child, top, 1)
      for (const size of sizes) add(`${child}, ${size}`, parent, 2)
    }
  }
  return rows
}

const partRows = (random: Random, users: readonly Row[], categoryList: readonly Row[]): Row[] =>
  times(counts.parts, (index) => part(random, index + 1, users, categoryList))

const part = (random: Random, id: number, users: readonly Row[], categoryList: readonly Row[]): Row => {
  const category = random.pick(categoryList)
  return {
    id,
    category_id: random.orNull(0.03, () => category.id ?? null),
    variant_of: id > 20 && random.chance(0.15) ? random.integer(1, id - 1) : null,
    created_by: random.orNull(0.1, () => idOf(random, users)),
    ipn: random.orNull(0.1, () => `IPN-${String(id).padStart(5, '0')}`),
    name: `${category.name}, ${random.pick(materials)}, M${random.integer(2, 24)} × ${random.integer(4, 200)}`,
    revision: random.orNull(0.5, () => random.pick(['A', 'B', 'C', 'é'])),
    description: random.orNull(0.2, () => `${random.pick(colours)}; ${random.pick(notes)}`),
    notes: note(random),
    units: random.pick(units),
    is_active: random.chance(0.93),
    is_assembly: random.chance(0.1),
    is_trackable: random.orNull(0.1, () => random.chance(0.2)),
    lead_time_days: random.orNull(0.4, () => random.integer(-1, 365)),
    minimum_stock: random.decimal(0, 500, 5),
    weight_kg: random.orNull(0.3, () => weight(random)),
    parameters: random.orNull(0.4, () => parameters(random)),
    created_at: instant(random),
    barcode: random.orNull(0.5, () => `40${String(id).padStart(11, '0')}`),
  }
}

/** Doubles of all lengths, some that printing with 15 or 16 digits would change. */
const weight = (random: Random): number =>
  random.chance(0.1)
    ? random.pick([0.1, 1 / 3, 0.1 + 0.2, 1e-7, 1e21, 123456789.12345679, 5, 2 ** 53, 1.7976931348623157e308])
    : random.fraction() * random.pick([1e-4, 0.01, 1, 10, 1_000])

const parameters = (random: Random): string =>
  json({
    material: random.pick(materials),
    colour: random.pick(colours),
    größe: random.integer(1, 60),
    tolerance: random.pick([0.25, 0.5, -1.5, 2]),
    rohs: random.chance(0.8),
    quote: random.pick(notes),
    nested: { list: [1, null, 'two', { deep: [] }], limit: 9007199254740991 },
  })

const supplierPartRows = (random: Random, parts: readonly Row[], companies: readonly Row[]): Row[] => {
  const suppliers = companies.filter((row) => row.is_supplier === true)
  return parts.flatMap((partRow) => {
    const first = random.integer(0, suppliers.length - 1)
    return times(random.integer(0, 3), (index) =>
      supplierPart(random, Number(partRow.id), suppliers[(first + index * 7) % suppliers.length]!, companies),
    )
  })
}

const supplierPart = (random: Random, partId: number, supplier: Row, companies: readonly Row[]): Row => ({
  part_id: partId,
  supplier_id: supplier.id ?? null,
  sku: `${random.pick(['SKU', 'sku', 'Ä'])}-${partId}/${random.hex(4)}`,
  manufacturer_id: random.orNull(0.4, () => idOf(random, companies)),
  manufacturer_part_number: random.orNull(0.3, () => random.hex(10).toUpperCase()),
  pack_quantity: random.decimal(1, 100, 5),
  availability_checked_at: random.orNull(0.3, () => instant(random)),
})

const priceBreakRows = (random: Random, supplierParts: readonly Row[]): Row[] => {
  const rows = supplierParts.flatMap((source) =>
    ['1.00000', '10.00000', '250.50000'].slice(0, random.integer(0, 3)).map((quantity) => ({
      part_id: source.part_id ?? null,
      supplier_id: source.supplier_id ?? null,
      quantity,
      price: random.chance(0.02) ? '0.0001' : random.decimal(0, 250, 4),
      currency: random.pick(currencies),
      valid_until: random.orNull(0.7, () => random.date(2026, 2035)),
    })),
  )
  return rows.map((row, index) => ({ id: index + 1, ...row }))
}

const locationRows = (random: Random, users: readonly Row[]): Row[] => {
  const rows: Row[] = []
  const add = (name: string, parent: Row | null): Row => {
    rows.push(location(random, rows.length + 1, name, parent, users))
    return rows.at(-1)!
  }
  for (const room of rooms) {
    const top = add(room, null)
    for (const rack of times(4, (index) => add(`Rack ${index + 1}`, top))) {
      for (const shelf of ['A', 'B', 'C', 'D']) add(`Shelf ${shelf}`, rack)
    }
  }
  return rows
}

const location = (
  random: Random,
  id: number,
  name: string,
  parent: Row | null,
  users: readonly Row[],
): Row => ({
  id,
  parent_id: parent?.id ?? null,
  owner_id: random.orNull(0.7, () => idOf(random, users)),
  name,
  path: parent === null ? name : `${parent.path}/${name}`,
  is_external: name.startsWith('Van'),
  opens_at: random.orNull(0.5, () => random.timeOfDay()),
  closes_at: random.orNull(0.5, () => random.pick(['00:00:00', '23:59:59', '18:30:00'])),
  latitude: random.orNull(0.4, () => random.fraction() * 180 - 90),
  longitude: random.orNull(0.4, () => random.fraction() * 360 - 180),
})

const stockItemRows = (random: Random, parts: readonly Row[], locations: readonly Row[]): Row[] =>
  times(counts.stockItems, (index) => stockItem(random, index + 1, parts, locations))

const stockItem = (random: Random, id: number, parts: readonly Row[], locations: readonly Row[]): Row => {
  const container = id > 20 && random.chance(0.2) ? random.integer(1, id - 1) : null
  return {
    id,
    part_id: idOf(random, parts),
    location_id: container === null ? random.orNull(0.05, () => idOf(random, locations)) : null,
    belongs_to: container,
    serial_number: random.orNull(0.6, () => serialNumber(random, id)),
    batch: random.orNull(0.5, () => `${random.integer(2021, 2026)}/${random.hex(4)}`),
    quantity: random.decimal(0, 9_000, 5),
    purchase_price: random.orNull(0.3, () => random.decimal(0, 9_999, 4)),
    status: random.chance(0.85) ? 'ok' : random.pick(['attention', 'damaged', 'quarantined', 'lost']),
    expires_on: random.orNull(0.8, () => random.pick([random.date(2026, 2040), '9999-12-31', '2028-02-29'])),
    counted_at: random.orNull(0.4, () => wallTime(random)),
    updated_at: random.orNull(0.2, () => instant(random)),
    notes: note(random),
  }
}

/** Unique by the id in it; a quarter of them beyond what a double holds. */
const serialNumber = (random: Random, id: number): string => {
  const base = random.pick([0n, 1_000_000n, 3_000_000_000n, 9_007_199_254_740_993n])
  return String(base + BigInt(id))
}

/** Among them hours that European and American clocks skip or show twice. */
const wallTime = (random: Random): string =>
  random.chance(0.1)
    ? random.pick([
        '2026-03-29 02:30:00',
        '2026-10-25 02:30:00.5',
        '2026-03-08 02:15:00',
        '1969-12-31 23:59:59.999999',
      ])
    : random.dateTime(2019, 2026)

const trackingRows = (random: Random, items: readonly Row[], users: readonly Row[]): Row[] =>
  times(counts.tracking, (index) => ({
    id: index + 1,
    item_id: idOf(random, items),
    user_id: random.orNull(0.2, () => idOf(random, users)),
    kind: random.pick([1, 10, 20, 35, 100]),
    at: instant(random),
    deltas: deltas(random),
    notes: note(random),
  }))

const deltas = (random: Random): string => {
  const quantity = random.decimal(0, 900, 5)
  return json(
    random.pick<Json>([
      { quantity, added: random.integer(1, 500) },
      { quantity, removed: random.integer(1, 500), reason: random.pick(notes) },
      {
        location: random.integer(1, 100),
        from: { location: random.integer(1, 100) },
        naïve: '"\\/\b\f\n\r\t"',
      },
      { status: { old: 'ok', new: 'damaged' }, photos: [], checked: true, inspector: null },
      [],
      {},
    ]),
  )
}

const orderRows = (random: Random, companies: readonly Row[], users: readonly Row[]): Row[] => {
  const suppliers = companies.filter((row) => row.is_supplier === true)
  return times(counts.orders, (index) => ({
    id: index + 1,
    reference: `PO-${String(index + 1).padStart(4, '0')}`,
    supplier_id: idOf(random, suppliers),
    placed_by: random.orNull(0.1, () => idOf(random, users)),
    status: random.pick(['draft', 'placed', 'received', 'cancelled']),
    placed_at: random.orNull(0.2, () => instant(random)),
    expected_on: random.orNull(0.3, () => random.date(2026, 2027)),
    remarks: note(random),
  }))
}

const orderLineRows = (random: Random, orders: readonly Row[], parts: readonly Row[]): Row[] =>
  orders.flatMap((order) =>
    times(random.integer(1, 8), (index) => ({
      order_id: order.id ?? null,
      position: index + 1,
      part_id: idOf(random, parts),
      quantity: random.decimal(1, 1_000, 5),
      received: random.decimal(0, 10, 5),
      price: random.orNull(0.1, () => random.decimal(0, 500, 4)),
      discount_rate: random.orNull(0.5, () => random.integer(0, 40) / 100),
    })),
  )

const attachmentRows = (
  random: Random,
  parts: readonly Row[],
  users: readonly Row[],
  media: readonly MediaFile[],
): Row[] =>
  times(media.length * 6, (index) => {
    const { file, size, sha256 } = media[index % media.length]!
    return {
      id: index + 1,
      part_id: parts[index * 5]?.id ?? null,
      uploaded_by: random.orNull(0.2, () => idOf(random, users)),
      file,
      title: random.orNull(0.3, () => random.pick(notes)),
      size: String(size),
      sha256,
      thumbnail: random.orNull(0.5, () => Buffer.from(`0089504e47ff${random.hex(20)}0d0a1a0a`, 'hex')),
      uploaded_at: instant(random),
    }
  })
