import fc from 'fast-check'

/** EWKT, longitude first: within what a geographic reference system has. */
export const arbitraryGeometry = (): fc.Arbitrary<string> => {
  const number = (limit: number) =>
    fc.oneof(
      fc.integer({ min: -limit, max: limit }),
      fc.double({ min: -limit, max: limit, noNaN: true }).map((value) => value + 0),
    )
  const position = fc.tuple(number(179), number(89)).map(([x, y]) => `${x} ${y}`)
  const positions = fc.array(position, { minLength: 2, maxLength: 4 })
  const ring = fc.constantFrom('(0 0,0 1,1 1,0 0)', '(-10.5 -10,10 -10,10 10.25,-10.5 -10)')
  const plain = fc.oneof(
    position.map((at) => `POINT(${at})`),
    positions.map((line) => `LINESTRING(${line.join(',')})`),
    ring.map((outer) => `POLYGON(${outer})`),
    positions.map((points) => `MULTIPOINT(${points.map((at) => `(${at})`).join(',')})`),
    fc
      .array(positions, { minLength: 1, maxLength: 2 })
      .map((lines) => `MULTILINESTRING(${lines.map((line) => `(${line.join(',')})`).join(',')})`),
    fc
      .array(ring, { minLength: 1, maxLength: 2 })
      .map((rings) => `MULTIPOLYGON(${rings.map((outer) => `(${outer})`).join(',')})`),
  )
  const collection = fc
    .array(plain, { maxLength: 2 })
    .map((parts) => `GEOMETRYCOLLECTION${parts.length > 0 ? `(${parts.join(',')})` : ' EMPTY'}`)
  const shape = fc.oneof({ weight: 8, arbitrary: plain }, { weight: 1, arbitrary: collection })
  return fc
    .tuple(fc.constantFrom('', '', 'SRID=4326;', 'SRID=3857;'), shape)
    .map(([system, text]) => system + text)
}
