import fc from 'fast-check'

const addresses = [
  '::',
  '::1',
  '::ffff:1.2.3.4',
  'fe80::1',
  '2001:db8::ff00:42:8329',
  'ff02::2',
  '1::',
  '2001:db8:0:1:1:1:1:1',
]

/** As PostgreSQL writes them: no netmask that covers all bits. */
export const arbitraryInet = (): fc.Arbitrary<string> => {
  const short = fc
    .tuple(fc.array(fc.nat(255), { minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 32 }))
    .map(([bytes, bits]) => withMask(bytes.join('.'), bits, 32))
  const long = fc
    .tuple(fc.constantFrom(...addresses), fc.integer({ min: 0, max: 128 }))
    .map(([address, bits]) => withMask(address, bits, 128))
  return fc.oneof(short, long)
}

const withMask = (address: string, bits: number, most: number): string =>
  bits === most ? address : `${address}/${bits}`
